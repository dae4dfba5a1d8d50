package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.FuzzText;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Slot;
import java.util.List;
import java.util.Map;

/**
 * A conversation about any text, scrubbed. The seeds run as tests; {@code JAZZER_FUZZ=1 mvn -pl
 * udfs test -Dtest=ScrubFuzzTest} searches on from them.
 */
class ScrubFuzzTest {

  private final Policy policy = Policies.defaultPolicy();
  private final ConversationScrubber scrubber = new ConversationScrubber(policy, null);
  private final Replay replay = new Replay(policy, null);

  @FuzzTest(maxDuration = "10m")
  void scrub_anyText_keepsItsShapeAndCanBeReplayed(byte[] bytes) {
    String text = FuzzText.of(bytes);
    Conversation before =
        new Conversation(List.of(Message.of(Role.USER, text)), List.of(), Map.of());

    Scrubbed scrubbed = scrubber.scrub(before);

    Conversation after = scrubbed.conversation();
    assertThat(replay.verify(before, after, scrubbed.findings(), "", "").reproduced()).isTrue();
    assertThat(shape(String.valueOf(after.messages().get(0).content()))).isEqualTo(shape(text));
  }

  /** What the leaves are in the JSON around them, keys and values aside. */
  private static List<String> shape(String text) {
    return Leaves.of(Slot.plain(text)).stream().map(ScrubFuzzTest::shape).toList();
  }

  private static String shape(Leaf leaf) {
    return leaf.kind() + " in " + leaf.layers();
  }
}
