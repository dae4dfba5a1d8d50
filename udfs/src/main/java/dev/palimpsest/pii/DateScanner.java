package dev.palimpsest.pii;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calendar days, with the time of day where one follows. They are shape only: any text has some.
 */
final class DateScanner implements LeafScanner {

  private static final Pattern TIME =
      Pattern.compile(
          "(?:T| | at |, )(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?"
              + "(?: ?(?:Z|[AaPp][Mm]|[+-]\\d\\d:?\\d\\d))?(?![\\w:])");

  private static final int LONGEST_TIME = 40;

  private final int index;

  DateScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Places dates = scan.signs().dates();
    int done = 0;
    for (int date = 0; date < dates.size(); date++) {
      int i = dates.at(date);
      boolean starts = i >= done && (i == 0 || !isPart(text.charAt(i - 1)));
      DateText.Read read = starts ? DateText.read(text, i) : null;
      if (read == null || isLonger(text, read.end())) {
        continue;
      }
      int end = withTime(text, read.end());
      if (end - i >= 8) {
        scan.add(index, i, end, Tier.C, scan.evidence(index, i, end));
      }
      done = end;
    }
  }

  /** End of the time of day that follows a date which ends at {@code end}; that if none does. */
  private static int withTime(String text, int end) {
    if (end == text.length() || "T ,".indexOf(text.charAt(end)) < 0) {
      return end;
    }
    Matcher time = TIME.matcher(text).region(end, Math.min(text.length(), end + LONGEST_TIME));
    time.useTransparentBounds(true);
    return time.lookingAt() ? time.end() : end;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || "-./_".indexOf(c) >= 0;
  }

  private static boolean isLonger(String text, int end) {
    return end + 1 < text.length()
        && "-./".indexOf(text.charAt(end)) >= 0
        && Character.isLetterOrDigit(text.charAt(end + 1));
  }
}
