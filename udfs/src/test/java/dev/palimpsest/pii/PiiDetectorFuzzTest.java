package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.palimpsest.text.FuzzText;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.BitSet;
import java.util.List;

/**
 * Any text under all rules. The seeds run as tests; {@code JAZZER_FUZZ=1 mvn -pl udfs test
 * -Dtest=PiiDetectorFuzzTest} searches on from them.
 */
class PiiDetectorFuzzTest {

  private final PiiDetector detector = PiiDetector.standard();

  @FuzzTest(maxDuration = "10m")
  void find_anyText_everySpanIsInTheTextAndCovered(byte[] bytes) {
    String text = FuzzText.of(bytes);
    List<Span> spans = detector.spans(Leaves.of(Slot.plain(text)));

    BitSet covered = new BitSet();
    for (Resolved resolved : PiiDetector.resolve(spans)) {
      covered.set(outerStart(resolved.span()), outerEnd(resolved.span()));
    }
    for (Span span : spans) {
      int start = outerStart(span);
      int end = outerEnd(span);
      assertThat(start).isBetween(0, end - 1);
      assertThat(end).isLessThanOrEqualTo(text.length());
      assertThat(covered.nextClearBit(start)).isGreaterThanOrEqualTo(end);
    }
    for (Finding finding : detector.find(text)) {
      assertThat(splits(text, finding.start()) || splits(text, finding.end())).isFalse();
      assertThat(finding.startCodePoint()).isEqualTo(text.codePointCount(0, finding.start()));
      assertThat(finding.endCodePoint()).isEqualTo(text.codePointCount(0, finding.end()));
    }
  }

  private static int outerStart(Span span) {
    return span.leaf().outermost(span.start());
  }

  private static int outerEnd(Span span) {
    return span.leaf().outermost(span.end());
  }

  /** Whether a boundary lies between the halves of one character. */
  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
