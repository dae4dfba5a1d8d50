package dev.palimpsest.pii;

import java.util.EnumSet;

/** Names of towns, states and countries: longest first, shape only. */
final class PlaceScanner implements LeafScanner {

  private static final int MOST_WORDS = 4;
  private static final int SHORTEST = 4;

  private final int index;

  PlaceScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    int i = 0;
    while (i < text.length()) {
      boolean starts =
          Character.isUpperCase(text.charAt(i)) && (i == 0 || !isInner(text.charAt(i - 1)));
      int end = starts ? place(text, i) : -1;
      if (end > 0) {
        scan.add(index, i, end, Tier.C, EnumSet.of(Evidence.SHAPE));
      }
      i = Math.max(end, i + 1);
    }
  }

  private static boolean isInner(char c) {
    return Character.isLetterOrDigit(c) || "_/\\@#$.-'’".indexOf(c) >= 0;
  }

  /** End of the longest place that starts at {@code start}; −1 if none does. */
  private static int place(String text, int start) {
    int found = -1;
    int at = start;
    for (int words = 0; words < MOST_WORDS && at < text.length(); words++) {
      int end = at;
      while (end < text.length()
          && (Character.isLetter(text.charAt(end)) || "-'’".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      if (end == at) {
        break;
      }
      boolean code =
          end < text.length()
              && (Character.isDigit(text.charAt(end))
                  || "_/\\@=(.".indexOf(text.charAt(end)) >= 0 && !endsSentence(text, end));
      String words2 = text.substring(start, end);
      boolean one = words == 0;
      boolean known = !code && words2.length() >= SHORTEST && Gazetteer.isPlace(words2);
      if (known && !(one && CommonWords.contains(words2))) {
        found = end;
      }
      if (end + 1 >= text.length()
          || text.charAt(end) != ' '
          || !Character.isLetter(text.charAt(end + 1))) {
        break;
      }
      at = end + 1;
    }
    return found;
  }

  private static boolean endsSentence(String text, int end) {
    return text.charAt(end) == '.'
        && (end + 1 == text.length()
            || text.charAt(end + 1) <= ' '
            || "\"')".indexOf(text.charAt(end + 1)) >= 0);
  }
}
