package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import dev.palimpsest.pii.check.Check;

/** "Name: X" at the start of a line, where words nearby say that a person is described. */
final class PersonNameScanner implements LeafScanner {

  private static final String LINE_MARKS = " \t-*•>|#_\"'`{[(,.0123456789)";

  private final int index;

  PersonNameScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    hits.each(Use.NAME, index, (hit, rule) -> label(scan, hits.start(hit), hits.end(hit)));
  }

  private void label(Scan scan, int start, int end) {
    LabelSyntax.Value value =
        startsLine(scan.text(), start) ? LabelSyntax.after(scan.text(), end) : null;
    if (value == null || value.trust() != Trust.SEPARATOR) {
      return;
    }
    int nameEnd = Shape.FULL_NAME.end(scan.text(), value.start(), value.trust());
    if (nameEnd > 0 && scan.hits().supports(index, value.start(), nameEnd)) {
      EvidenceSet evidence = EvidenceSet.of(Evidence.SHAPE, Evidence.CUE, Evidence.CONTEXT);
      scan.offer(index, value.start(), nameEnd, Check.OK, evidence);
    }
  }

  private static boolean startsLine(String text, int start) {
    int i = start;
    while (i > 0 && LINE_MARKS.indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i == 0 || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r';
  }
}
