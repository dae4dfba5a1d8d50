package dev.palimpsest.near;

import static dev.palimpsest.near.Rows.assistant;
import static dev.palimpsest.near.Rows.call;
import static dev.palimpsest.near.Rows.system;
import static dev.palimpsest.near.Rows.user;
import static dev.palimpsest.near.Rows.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.text.Conversation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FingerprinterTest {

  private static final Fingerprinter FINGERPRINTER = new Fingerprinter(SignatureSpec.DEFAULT);

  private static long[] keys(Conversation row) {
    Fingerprint fingerprint = FINGERPRINTER.fingerprint(row);
    return FINGERPRINTER.bandKeys(FINGERPRINTER.signature(fingerprint), fingerprint);
  }

  @Test
  void fingerprint_conversation_holdsDigestsCallsAndShingles() {
    Conversation row = Rows.of(system("s"), user("a b c"), assistant("d e"));
    Fingerprint fingerprint = FINGERPRINTER.fingerprint(row);
    assertThat(fingerprint.specDigest()).isEqualTo(SignatureSpec.DEFAULT.digest());
    assertThat(fingerprint.turns()).isEqualTo(TurnDigests.plain().of(row));
    assertThat(fingerprint.shingles()).isEqualTo(new Shingles(5).of(List.of("a b c d e")));
    assertThat(fingerprint).hasToString("Fingerprint[2 turns, 1 shingles]");
  }

  @Test
  void fingerprint_sameCallsInAnotherOrder_haveOneDigest() {
    String calls =
        FINGERPRINTER.fingerprint(Rows.of(call("1", "f", "{}"), call("2", "g", "{}"))).calls();
    assertThat(
            FINGERPRINTER.fingerprint(Rows.of(call("1", "G", "{}"), call("2", "f", " {}"))).calls())
        .isEqualTo(calls);
    assertThat(FINGERPRINTER.fingerprint(Rows.of(call("1", "f", "{}"))).calls())
        .isNotEqualTo(calls);
    assertThat(
            FINGERPRINTER
                .fingerprint(
                    Rows.of(call("1", "f", "{}"), call("1", "f", "{}"), call("2", "g", "{}")))
                .calls())
        .isNotEqualTo(calls);
  }

  @Test
  void bandKeys_textWithoutShingle_isNone() {
    assertThat(keys(Rows.of(user(" ")))).isEmpty();
  }

  @Test
  void bandKeys_sameTextOtherCalls_shareNone() {
    String text = words("w", 50);
    long[] a = keys(Rows.of(user(text), call("1", "f", "{\"x\":1}")));
    long[] b = keys(Rows.of(user(text), call("1", "f", "{\"x\":2}")));
    assertThat(a).hasSize(32).doesNotHaveDuplicates();
    assertThat(Arrays.stream(b)).doesNotContainAnyElementsOf(Arrays.stream(a).boxed().toList());
  }

  @Test
  void bandKeys_similarTexts_shareAsManyAsPredicted() {
    int pairs = 300;
    double predicted = 0;
    int shared = 0;
    for (int i = 0; i < pairs; i++) {
      String text = words("a" + i + "x", 100);
      Conversation a = Rows.of(user(text));
      Conversation b = Rows.of(user(text + " " + words("b" + i + "x", 10)));
      double similarity = 96.0 / 106;
      predicted += 32 * Math.pow(similarity, 8);
      Set<Long> common = new HashSet<>(LongStream.of(keys(a)).boxed().toList());
      common.retainAll(LongStream.of(keys(b)).boxed().toList());
      shared += common.size();
    }
    assertThat(shared / predicted).isBetween(0.93, 1.07);
  }

  /** Worked out with another implementation of XXH3, so that stored keys keep their meaning. */
  @Test
  void bandKeys_knownConversation_areKnown() {
    assertThat(Arrays.copyOf(keys(Rows.of(user("the quick brown fox jumps over"))), 2))
        .containsExactly(-6854309756237987601L, -8271771749464172647L);
  }

  @Test
  void bandKeys_signatureOfAnotherLength_throws() {
    Fingerprint fingerprint = FINGERPRINTER.fingerprint(Rows.of(user("a")));
    assertThatThrownBy(() -> FINGERPRINTER.bandKeys(new int[8], fingerprint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signature must have 256 slots. Provided: 8");
  }

  @Test
  void constructor_shinglesOutOfOrder_throws() {
    assertThatThrownBy(() -> new Fingerprint("spec", List.of(), "calls", new long[] {1, 3, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shingles must be ascending and distinct. Provided: a violation at index 2");
  }
}
