package dev.palimpsest.pii;

import java.util.Locale;
import java.util.Set;

/** Years from 1800 to 2099 after a word that a year follows. */
final class YearScanner implements LeafScanner {

  private static final int DIGITS = 4;

  private static final Set<String> BEFORE =
      Set.of(
          "in", "during", "since", "until", "till", "of", "by", "from", "before", "after", "around",
          "early", "late", "circa", "a", "the", "year", "summer", "winter", "spring", "autumn",
          "fall", "seit", "im", "anno", "en", "depuis", "desde", "nel", "dal");

  private final int index;

  YearScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    // A year starts like a date: with the first digit of a group.
    Places dates = scan.signs().dates();
    for (int date = 0; date < dates.size(); date++) {
      int i = dates.at(date);
      boolean starts = i >= 2 && i + DIGITS <= text.length() && text.charAt(i - 1) == ' ';
      if (starts && isYear(text, i) && isAnnounced(text, i - 1)) {
        scan.add(index, i, i + DIGITS, Tier.C, EvidenceSet.of(Evidence.SHAPE));
      }
    }
  }

  private static boolean isYear(String text, int start) {
    char first = text.charAt(start);
    char second = text.charAt(start + 1);
    boolean century = first == '1' ? second == '8' || second == '9' : first == '2' && second == '0';
    int end = start + DIGITS;
    if (!century
        || !DateText.isDigit(text.charAt(start + 2))
        || !DateText.isDigit(text.charAt(start + 3))) {
      return false;
    }
    boolean goesOn =
        end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end))
                || "-_/:%°".indexOf(text.charAt(end)) >= 0);
    boolean decimal =
        end + 1 < text.length()
            && ".,".indexOf(text.charAt(end)) >= 0
            && DateText.isDigit(text.charAt(end + 1));
    return !goesOn && !decimal;
  }

  private static boolean isAnnounced(String text, int end) {
    int start = end;
    while (start > 0 && end - start <= 8 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return start < end && BEFORE.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }
}
