package dev.palimpsest.pii;

import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number, capitalised words and a number again, as in "86036 Rua do Arenque 1634": an address
 * whose kind of street is none that is known. Shape only.
 */
final class PremiseScanner implements LeafScanner {

  private static final int LONGEST = 90;

  private static final Pattern PREMISE =
      Pattern.compile(
          "\\d{1,6},? (\\p{Lu}[\\p{L}'’-]{2,20})(?: [\\p{L}'’-]{1,20}\\.?){0,4} \\d{1,4}[a-rt-zA-Z]?"
              + "(?![\\p{L}\\p{Nd}_%:/-]|[.,]\\d)\\.?"
              + "(?:,?\\s{1,3}(?:[Aa]pt|[Aa]partment|[Ss]uite|[Uu]nit|[Ff]loor)\\.? #?\\d{1,5}\\b)?");

  private final int index;

  PremiseScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    Matcher premise = PREMISE.matcher(text).useTransparentBounds(true);
    int i = 0;
    while (i < text.length()) {
      boolean starts = DateText.isDigit(text.charAt(i)) && (i == 0 || !isPart(text.charAt(i - 1)));
      if (starts
          && premise.region(i, Math.min(text.length(), i + LONGEST)).lookingAt()
          && isStreet(text, premise.start(1), premise.end(1))) {
        boolean sentence = text.charAt(premise.end() - 1) == '.';
        int end = sentence ? premise.end() - 1 : premise.end();
        scan.add(index, i, end, Tier.C, EnumSet.of(Evidence.SHAPE, Evidence.GROUPED));
        i = premise.end();
      } else {
        i++;
      }
    }
  }

  private static boolean isStreet(String text, int start, int end) {
    return !CommonWords.contains(text, start, end) && !DateText.isMonth(text.substring(start, end));
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || "_./:,$€£#-+=(".indexOf(c) >= 0;
  }
}
