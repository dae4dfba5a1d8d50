package dev.palimpsest.pii;

import java.util.EnumSet;
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
    for (int i = 2; i + DIGITS <= text.length(); i++) {
      boolean starts =
          text.charAt(i - 1) == ' ' && (text.charAt(i) == '1' || text.charAt(i) == '2');
      if (starts && isYear(text, i) && isAnnounced(text, i - 1)) {
        scan.add(index, i, i + DIGITS, Tier.C, EnumSet.of(Evidence.SHAPE));
      }
    }
  }

  private static boolean isYear(String text, int start) {
    String century = text.substring(start, start + 2);
    int end = start + DIGITS;
    if (!(century.equals("18") || century.equals("19") || century.equals("20"))
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
