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
      Matcher time =
          TIME.matcher(text).region(read.end(), Math.min(text.length(), read.end() + 40));
      time.useTransparentBounds(true);
      int end = time.lookingAt() ? time.end() : read.end();
      if (end - i >= 8) {
        scan.add(index, i, end, Tier.C, scan.evidence(index, i, end));
      }
      done = end;
    }
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
