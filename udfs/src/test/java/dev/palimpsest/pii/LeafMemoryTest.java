package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafMemoryTest {

  private static final Scanned NOTHING = new Scanned(List.of(), 3);

  /** A detector that has seen nothing yet and one that has seen all before. */
  @Test
  void spans_conversationsWithRepetitions_agreeWithAFreshDetector() {
    long seed = 7;
    Random random = new Random(seed);
    PiiDetector seasoned = new PiiDetector(RuleBook.standard());
    for (int round = 0; round < 12; round++) {
      List<Leaf> leaves = leaves(conversation(random));
      PiiDetector fresh = new PiiDetector(RuleBook.standard());

      List<Span> found = seasoned.spans(leaves);

      assertThat(found)
          .as("seed %d, round %d", seed, round)
          .containsExactlyElementsOf(fresh.spans(leaves))
          .isNotEmpty();
    }
  }

  @Test
  void recall_sameTextUnderAnotherKey_isAnotherLeaf() {
    List<Leaf> leaves = leaves("[{\"name\": \"x y\"}, {\"title\": \"x y\"}, {\"name\": \"x y\"}]");
    LeafMemory memory = new LeafMemory(0);

    memory.keep(leaves.get(1), KeyMeaning.NONE, NOTHING);

    assertThat(memory.recall(leaves.get(5), KeyMeaning.NONE)).isEqualTo(NOTHING);
    assertThat(memory.recall(leaves.get(3), KeyMeaning.NONE)).isNull();
    memory.clear();
    assertThat(memory.recall(leaves.get(5), KeyMeaning.NONE)).isNull();
  }

  @Test
  void clear_longLeaf_staysWhereSlotsLast() {
    Leaf longLeaf = leaves("word ".repeat(400)).get(0);
    LeafMemory lasting = new LeafMemory(8);
    LeafMemory passing = new LeafMemory(0);

    for (LeafMemory memory : List.of(lasting, passing)) {
      memory.keep(longLeaf, KeyMeaning.NONE, NOTHING);
      memory.clear();
    }

    Scanned recalled = lasting.recall(longLeaf, KeyMeaning.NONE);
    assertThat(recalled).isNotNull();
    assertThat(recalled.words()).isEqualTo(NOTHING.words());
    assertThat(recalled.index()).isNotNull();
    assertThat(lasting.recall(longLeaf, KeyMeaning.NONE)).isEqualTo(recalled);
    assertThat(passing.recall(longLeaf, KeyMeaning.NONE)).isNull();
  }

  @Test
  void clear_longLeafWithPersonalData_isForgotten() {
    Leaf leaf = leaves("mail jane.doe@acme.org " + "word ".repeat(400)).get(0);
    LeafMemory memory = new LeafMemory(8);
    List<Span> spans = PiiDetector.standard().spans(List.of(leaf));

    memory.keep(leaf, KeyMeaning.NONE, new Scanned(spans, 5));

    assertThat(spans).isNotEmpty();
    assertThat(memory.recall(leaf, KeyMeaning.NONE)).isEqualTo(new Scanned(spans, 5));
    memory.clear();
    assertThat(memory.recall(leaf, KeyMeaning.NONE)).isNull();
  }

  private static List<Leaf> leaves(String text) {
    return Leaves.of(Slot.plain(text));
  }

  private static List<Leaf> leaves(Conversation conversation) {
    List<Leaf> leaves = new ArrayList<>();
    Slots.of(conversation).forEach(slot -> leaves.addAll(Leaves.of(slot)));
    return leaves;
  }

  private static Conversation conversation(Random random) {
    String prompt = "You help people of Acme, 12 Elm Street. ".repeat(30);
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      said.add(RandomTexts.next(random, 12));
    }
    List<Message> messages = new ArrayList<>();
    messages.add(Message.of(Role.SYSTEM, prompt));
    for (int i = 0; i < 20; i++) {
      String text = said.get(random.nextInt(said.size())).replaceAll("[\"\n]", "");
      String json = "{\"name\": \"" + text + "\", \"user\": {\"name\": \"" + text + "\"}}";
      messages.add(Message.of(Role.USER, random.nextBoolean() ? text : json));
    }
    return new Conversation(messages, List.of(), Map.of("name", said.get(0)));
  }
}
