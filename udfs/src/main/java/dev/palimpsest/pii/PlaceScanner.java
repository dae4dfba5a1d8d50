package dev.palimpsest.pii;

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
    int done = 0;
    Signs signs = scan.signs();
    for (int capital = 0; capital < signs.capitals(); capital++) {
      int i = signs.capitalAt(capital);
      int end = i < done ? -1 : place(scan, i);
      if (end > 0) {
        scan.add(index, i, end, Tier.C, EvidenceSet.of(Evidence.SHAPE));
        done = end;
      }
    }
  }

  /** End of the longest place that starts at {@code start}; −1 if none does. */
  private static int place(Scan scan, int start) {
    String text = scan.text();
    int found = -1;
    int at = start;
    for (int words = 0; words < MOST_WORDS && at < text.length(); words++) {
      int end = at;
      while (end < text.length()
          && (CharacterKinds.isLetter(text.charAt(end)) || NameText.isJoint(text.charAt(end)))) {
        end++;
      }
      if (end == at) {
        break;
      }
      boolean code =
          end < text.length()
              && (Character.isDigit(text.charAt(end))
                  || "_/\\@=(.".indexOf(text.charAt(end)) >= 0 && !endsSentence(text, end));
      int known = scan.knownWord(start, end);
      if (words == 0 && (known & KnownWords.PLACE_START) == 0) {
        break;
      }
      boolean place =
          !code
              && end - start >= SHORTEST
              && ((known & KnownWords.PLACE) != 0
                  || ((known & KnownWords.TOWN) != 0 && isTown(text, start, end)));
      if (place && !(words == 0 && (known & KnownWords.COMMON) != 0)) {
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

  /** A word that starts a sentence is capitalised for that alone, and many towns are words. */
  private static boolean isTown(String text, int start, int end) {
    boolean starts =
        start < 2
            || ".!?:\"\n".indexOf(text.charAt(start - 2)) >= 0
            || text.charAt(start - 1) < ' ';
    boolean alone = end == text.length() || ",\n\r".indexOf(text.charAt(end)) >= 0;
    return !starts || alone;
  }

  private static boolean endsSentence(String text, int end) {
    return text.charAt(end) == '.'
        && (end + 1 == text.length()
            || text.charAt(end + 1) <= ' '
            || "\"')".indexOf(text.charAt(end + 1)) >= 0);
  }
}
