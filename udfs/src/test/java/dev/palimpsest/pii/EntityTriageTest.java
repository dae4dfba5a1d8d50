package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTriageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday Zorblat fixed it",
        "the old boiler is broken\nask Zorblat’s brother now",
        "then ZORBLAT called again",
        "he met (Zorblat), then left",
        "das war Übelquast aus Nirgendwo",
        "yesterday Zo\u0308rblat fixed it",
        "昨日は山田太郎さんに会いました"
      })
  void needsModel_proseWithAnUnknownCapitalisedWord_isWorthAsking(String text) {
    assertThat(EntityTriage.needsModel(leaf(text), List.of())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "the boiler is broken again",
        "The boiler is broken. It leaks. Don't touch it, I'll come",
        "the API and the JSON of it",
        "Zorblat Quuxly",
        "Zorblat\nQuuxly\nWollab",
        "Zorblat=1; Quuxly=f(x2); Wollab={a:b} then go now",
        "see Zorblat42 for x_Y or Zorblat/Quuxly"
      })
  void needsModel_noProseOrNothingOpen_isNot(String text) {
    assertThat(EntityTriage.needsModel(leaf(text), List.of())).isFalse();
  }

  @Test
  void needsModel_wordThatARuleResolved_isNot() {
    Leaf leaf = leaf("yesterday Zorblat fixed it");
    Span span =
        new Span(
            leaf, 10, 17, ModelRules.of(EntityType.PERSON), Tier.B, EnumSet.of(Evidence.SHAPE));

    assertThat(EntityTriage.needsModel(leaf, List.of(span))).isFalse();
  }

  @Test
  void needsModel_keyOfAnObject_isNot() {
    List<Leaf> leaves =
        Leaves.of(Slot.plain("{\"yesterday Zorblat fixed it\":\"yesterday Zorblat fixed it\"}"));

    assertThat(leaves)
        .filteredOn(leaf -> EntityTriage.needsModel(leaf, List.of()))
        .extracting(Leaf::kind)
        .containsExactly(Leaf.Kind.TEXT);
  }

  private static Leaf leaf(String text) {
    return Leaves.of(Slot.plain(text)).get(0);
  }
}
