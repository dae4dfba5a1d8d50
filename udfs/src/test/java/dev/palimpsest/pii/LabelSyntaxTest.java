package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelSyntaxTest {

  private static final List<String> PIECES =
      List.of(
          " ",
          "s",
          "S",
          "'s",
          "is",
          "IS",
          "was",
          "on",
          "number is",
          "address is",
          ":",
          "=",
          "=>",
          "#",
          ">",
          "\"",
          "*",
          "**",
          "_",
          "(",
          ")",
          "[",
          "]",
          "\n",
          "-",
          "- ",
          "1. ",
          ",",
          "a",
          "x9",
          "7");

  @Test
  void after_randomContinuations_agreesWithTryingAllNotations() {
    long seed = 11;
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder("user");
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }

      LabelSyntax.Value value = LabelSyntax.after(text.toString(), 4);

      assertThat(value)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(LabelSyntax.plainly(text.toString(), 4));
      found += value == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(1_000);
  }
}
