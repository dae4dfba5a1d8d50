package dev.palimpsest.jobs.demo.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final Grammar GRAMMAR = Grammar.load("test.grammar");

  @Test
  void expand_slotAndRule_slotWins() {
    assertThat(GRAMMAR.expand("hello", Map.of("who", "Ann"), new Random(1))).isEqualTo("Hi, Ann.");
    assertThat(GRAMMAR.expand("hello", Map.of(), new Random(1))).isEqualTo("Hi, you.");
  }

  @Test
  void expand_manyDraws_giveEveryChoice() {
    Random random = new Random(1);
    Set<String> drawn = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      drawn.add(GRAMMAR.expand("size", Map.of(), random));
    }
    assertThat(drawn).containsExactly("a big box.", "a box.", "a very big box.", "none");
  }

  @Test
  void expand_unknownRule_isRefused() {
    assertThatThrownBy(() -> GRAMMAR.expand("nobody", Map.of(), new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("grammar has no rule or slot of this name: nobody");
  }

  @Test
  void undefined_nameWithoutRuleOrSlot_isListed() {
    assertThat(GRAMMAR.undefined(Set.of())).containsExactly("missing");
    assertThat(GRAMMAR.undefined(Set.of("missing"))).isEmpty();
  }

  @Test
  void undefined_grammarOfTheShop_hasNone() {
    Grammar shop = TraceGenerator.grammar();
    Customer customer = new Customers(shop, new Random(1)).invent(1).get(0);
    Facts facts = new Facts(customer, Identification.EMAIL, shop, new Random(1));
    assertThat(shop.undefined(facts.slots().keySet())).isEmpty();
  }
}
