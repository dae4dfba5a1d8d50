package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every conversation, tried on random ones; the seed is the parameter. */
class ScrubPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROUNDS = 60;

  private final ConversationScrubber scrubber =
      new ConversationScrubber(Policies.defaultPolicy(), null);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scrub_randomConversation_leavesNoPlantedValue(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      TraceFuzz fuzz = new TraceFuzz(random);
      Scrubbed scrubbed = scrubber.scrub(fuzz.conversation());
      for (Slot slot : Slots.of(scrubbed.conversation())) {
        for (String value : fuzz.values()) {
          assertThat(slot.text()).as("round %d, %s", round, slot.place()).doesNotContain(value);
        }
      }
      for (Finding finding : scrubbed.findings()) {
        String said = finding.path() + finding.type() + finding.alternatives() + finding.rule();
        for (String value : fuzz.values()) {
          for (int i = 0; i + 4 <= value.length(); i++) {
            assertThat(said).doesNotContain(value.substring(i, i + 4));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void scrub_randomConversation_keepsTheShapeOfJson(long seed) {
    Random random = new Random(seed);
    int compared = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Conversation before = new TraceFuzz(random).conversation();
      Conversation after = scrubber.scrub(before).conversation();
      List<Slot> slots = Slots.of(after);
      for (int i = 0; i < slots.size(); i++) {
        JsonNode was = parse(Slots.of(before).get(i).text());
        if (was != null) {
          JsonNode is = parse(slots.get(i).text());
          assertThat(is).as("round %d, %s", round, slots.get(i).place()).isNotNull();
          assertThat(is == null ? null : shape(is)).as("round %d", round).isEqualTo(shape(was));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(2 * ROUNDS - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void scrub_randomConversation_touchesNothingButFindings(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Conversation before = new TraceFuzz(random).conversation();
      Scrubbed scrubbed = scrubber.scrub(before);
      List<Slot> was = Slots.of(before);
      List<Slot> is = Slots.of(scrubbed.conversation());
      int found = 0;
      for (int i = 0; i < was.size(); i++) {
        String path = was.get(i).place().toString();
        List<Finding> inSlot = new ArrayList<>();
        while (found < scrubbed.findings().size()
            && belongs(scrubbed.findings().get(found).path(), path)) {
          inSlot.add(scrubbed.findings().get(found++));
        }
        inSlot.removeIf(f -> Policies.defaultPolicy().action(f.type(), f.tier()) != Action.MASK);
        assertUntouched(was.get(i).text(), is.get(i).text(), inSlot);
      }
      assertThat(found).as("round %d", round).isEqualTo(scrubbed.findings().size());
    }
  }

  /** A finding's path is the slot's, or goes on inside its JSON. */
  private static boolean belongs(String path, String slot) {
    return path.equals(slot)
        || path.startsWith(slot + "{")
        || (path.startsWith("metadata[") && slot.startsWith("metadata[\"@"));
  }

  /** The stretches between findings appear in the masked text in their order, all of them. */
  private static void assertUntouched(String was, String is, List<Finding> masked) {
    int from = 0;
    int at = 0;
    for (Finding finding : masked) {
      String kept = was.substring(from, Math.max(from, finding.start()));
      int found = is.indexOf(kept, at);
      assertThat(found).isNotNegative();
      if (from == 0) {
        assertThat(found).isZero();
      }
      at = found + kept.length();
      from = Math.max(from, finding.end());
      assertThat(Character.isLowSurrogate(was.charAt(finding.start()))).isFalse();
      assertThat(Character.isHighSurrogate(was.charAt(finding.end() - 1))).isFalse();
    }
    assertThat(is).endsWith(was.substring(from));
    if (masked.isEmpty()) {
      assertThat(is).isEqualTo(was);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void scrub_maskedConversation_findsNothingOfTierAOrB(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Conversation once = scrubber.scrub(new TraceFuzz(random).conversation()).conversation();
      Scrubbed twice = scrubber.scrub(once);

      assertThat(twice.findings())
          .as("round %d", round)
          .noneMatch(finding -> finding.tier() != Tier.C);
      assertThat(twice.conversation()).isEqualTo(once);
    }
  }

  private static @Nullable JsonNode parse(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return null;
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  /** Types, number of keys and elements, and the shape of JSON in strings. */
  private static String shape(JsonNode node) {
    StringBuilder shape = new StringBuilder();
    if (node.isTextual()) {
      JsonNode inner = parse(node.textValue());
      return inner == null ? "s" : "(" + shape(inner) + ")";
    }
    if (!node.isContainerNode()) {
      return node.getNodeType() + (node.isIntegralNumber() ? "i" : "");
    }
    shape.append(node.isObject() ? '{' : '[');
    if (node.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext(); ) {
        shape.append(shape(i.next().getValue())).append(';');
      }
    } else {
      node.forEach(element -> shape.append(shape(element)).append(';'));
    }
    return shape.append('}').toString();
  }
}
