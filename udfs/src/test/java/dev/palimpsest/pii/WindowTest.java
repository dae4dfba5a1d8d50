package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void over_anyLength_coresCoverTheTextOnce() {
    for (int length : new int[] {1, Window.CORE, Window.CORE + 1, 5 * Window.CORE - 7}) {
      int covered = 0;
      for (Window window : Window.over(length)) {
        assertThat(window.core()).isEqualTo(covered);
        assertThat(window.start()).isEqualTo(Math.max(0, covered - Window.MARGIN));
        assertThat(window.end()).isEqualTo(Math.min(length, window.next() + Window.MARGIN));
        covered = window.next();
      }
      assertThat(covered).isEqualTo(length);
    }
  }

  /** A value every 25,000 characters or so, some across the cuts. */
  @Test
  void spans_textOfSeveralWindows_findsEveryValueOnceWhereItIs() {
    String filler = "the order was sent to the depot, ".repeat(760);
    String value = "jane.doe@acme.org";
    StringBuilder text = new StringBuilder();
    List<Integer> expected = new ArrayList<>();
    while (text.length() < 2 * Window.CORE + 2 * Window.MARGIN) {
      text.append(filler);
      int cut = Window.CORE * (1 + text.length() / Window.CORE);
      if (cut - text.length() < filler.length()) {
        text.append(filler, 0, cut - text.length() - 4 - value.length() % 7).append(' ');
      }
      expected.add(text.length());
      text.append(value).append(' ');
    }
    List<Leaf> leaves = Leaves.of(Slot.plain(text.toString()));

    List<Span> spans = PiiDetector.standard().spans(leaves);

    assertThat(spans)
        .filteredOn(span -> span.evidence().contains(Evidence.VALID))
        .extracting(Span::start, Span::value)
        .containsExactlyElementsOf(
            expected.stream().map(at -> org.assertj.core.api.Assertions.tuple(at, value)).toList());
    assertThat(spans).allMatch(span -> span.leaf() == leaves.get(0));
  }
}
