package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;

/** Names of companies: capitalised words in front of a word for a kind of company. */
final class CompanyScanner implements LeafScanner {

  private static final int MOST_WORDS = 3;

  private final int index;

  CompanyScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    Hits hits = scan.hits();
    hits.each(
        Use.COMPANY,
        index,
        (hit, rule) -> {
          if (Character.isUpperCase(scan.text().charAt(hits.start(hit)))) {
            company(scan, hits.start(hit), hits.end(hit));
          }
        });
  }

  private void company(Scan scan, int kind, int kindEnd) {
    String text = scan.text();
    int start = kind;
    for (int words = 0; words < MOST_WORDS; words++) {
      int end = start;
      while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ',')) {
        end--;
      }
      int from = end;
      while (from > 0
          && (Character.isLetterOrDigit(text.charAt(from - 1))
              || "&'’-".indexOf(text.charAt(from - 1)) >= 0)) {
        from--;
      }
      boolean name = from < end && start - end <= 2 && Character.isUpperCase(text.charAt(from));
      boolean common =
          name
              && words > 0
              && CommonWords.contains(text, from, end)
              && CapitalisedWords.startsSentence(text, from);
      if (!name || common) {
        break;
      }
      start = from;
    }
    if (start < kind) {
      scan.add(index, start, kindEnd, Tier.C, EvidenceSet.of(Evidence.SHAPE));
    }
  }
}
