package dev.palimpsest.pii;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number, capitalised words and a number again, as in "86036 Rua do Arenque 1634": an address
 * whose kind of street is none that is known. Shape only.
 */
final class PremiseScanner implements LeafScanner {

  private static final int LONGEST = 90;
  private static final int MOST_DIGITS = 6;

  /** Between the numbers; the pattern's own bounds are tighter. */
  private static final int MOST_WORDS = 5;

  static final Pattern PREMISE =
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
    Matcher premise = null;
    // A premise starts as a date may: with the first digit of a group.
    Places dates = scan.signs().dates();
    int done = 0;
    for (int date = 0; date < dates.size(); date++) {
      int i = dates.at(date);
      if (i < done || !mayStart(text, i) || !mayGoOn(text, i)) {
        continue;
      }
      if (premise == null) {
        premise = PREMISE.matcher(text).useTransparentBounds(true);
      }
      if (premise.region(i, Math.min(text.length(), i + LONGEST)).lookingAt()
          && isStreet(text, premise.start(1), premise.end(1))) {
        boolean sentence = text.charAt(premise.end() - 1) == '.';
        int end = sentence ? premise.end() - 1 : premise.end();
        scan.add(index, i, end, Tier.C, EvidenceSet.of(Evidence.SHAPE, Evidence.GROUPED));
        done = premise.end();
      }
    }
  }

  /** Whether a number of few digits stands alone before a capital: most numbers do not. */
  static boolean mayStart(String text, int start) {
    if (!DateText.isDigit(text.charAt(start)) || (start > 0 && isPart(text.charAt(start - 1)))) {
      return false;
    }
    int i = start + 1;
    while (i < text.length() && DateText.isDigit(text.charAt(i))) {
      i++;
    }
    boolean few = i - start <= MOST_DIGITS;
    if (i < text.length() && text.charAt(i) == ',') {
      i++;
    }
    return few
        && i + 1 < text.length()
        && text.charAt(i) == ' '
        && (Character.isUpperCase(text.charAt(i + 1)) || Character.isSurrogate(text.charAt(i + 1)));
  }

  /** False only if no number follows a few words behind the one that starts at {@code start}. */
  static boolean mayGoOn(String text, int start) {
    int i = start;
    while (i < text.length() && (DateText.isDigit(text.charAt(i)) || text.charAt(i) == ',')) {
      i++;
    }
    for (int words = 0; words <= MOST_WORDS; words++) {
      if (i + 1 >= text.length() || text.charAt(i) != ' ') {
        return false;
      }
      if (DateText.isDigit(text.charAt(i + 1))) {
        return words > 0;
      }
      i++;
      while (i < text.length() && isInWord(text.charAt(i))) {
        i++;
      }
    }
    return false;
  }

  /** The rest of what a word and the dot of an abbreviation are made of. */
  private static boolean isInWord(char c) {
    return CharacterKinds.isLetter(c) || Character.isSurrogate(c) || "'’-.".indexOf(c) >= 0;
  }

  private static boolean isStreet(String text, int start, int end) {
    return !CommonWords.contains(text, start, end) && !DateText.startsMonth(text, start);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || "_./:,$€£#-+=(".indexOf(c) >= 0;
  }
}
