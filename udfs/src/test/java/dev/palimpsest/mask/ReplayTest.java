package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.text.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private final Policy policy = Policies.defaultPolicy();
  private final ConversationScrubber scrubber = new ConversationScrubber(policy, null);
  private final Replay replay = new Replay(policy, null);

  @Test
  void verify_findingsOfARandomScrub_reproduceItsOutput() {
    for (long seed = 0; seed < 30; seed++) {
      Conversation input = new TraceFuzz(new Random(seed)).conversation();
      Scrubbed scrubbed = scrubber.scrub(input);
      List<Finding> findings = new ArrayList<>(scrubbed.findings());
      // A table keeps no order.
      Collections.shuffle(findings, new Random(seed));

      Replay.Result result = replay.verify(input, scrubbed.conversation(), findings, "", "");

      assertThat(result.reproduced()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void verify_outputThatWasNotMasked_isTold() {
    for (long seed = 0; seed < 30; seed++) {
      Conversation input = new TraceFuzz(new Random(seed)).conversation();
      Scrubbed scrubbed = scrubber.scrub(input);
      if (scrubbed.conversation().equals(input)) {
        continue;
      }

      Replay.Result result = replay.verify(input, input, scrubbed.findings(), "", "");

      assertThat(result.reproduced()).as("seed %d", seed).isFalse();
      assertThat(result.left()).as("seed %d", seed).isNotEmpty();
    }
  }

  @Test
  void verify_findingOfAnotherInput_isRefused() {
    Conversation input = new TraceFuzz(new Random(1)).conversation();
    Finding elsewhere =
        new Finding(
            "messages[99].content",
            0,
            3,
            0,
            3,
            "EMAIL",
            List.of(),
            dev.palimpsest.pii.Tier.A,
            0.9,
            java.util.Set.of(dev.palimpsest.pii.Evidence.SHAPE),
            "email");

    assertThatThrownBy(() -> replay.verify(input, input, List.of(elsewhere), "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 of 1 findings are in no leaf of the input; it must be that of the scrub");
  }
}
