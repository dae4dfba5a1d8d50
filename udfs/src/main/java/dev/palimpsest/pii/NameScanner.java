package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.text.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of people without anything that announces them: capitalised words one after the other, of
 * which the first is a known given name and none is a common word or, all together, a place. Two
 * known names are tier B; one alone, a family name, or a known name or initial beside an unknown
 * word is tier C.
 */
final class NameScanner implements LeafScanner {

  private static final int MOST_WORDS = 4;

  private final int index;

  NameScanner(int index) {
    this.index = index;
  }

  @Override
  public void scan(Scan scan) {
    String text = scan.text();
    int done = 0;
    boolean checked = false;
    Signs signs = scan.signs();
    for (int capital = 0; capital < signs.capitals(); capital++) {
      int i = signs.capitalAt(capital);
      List<int[]> words = i < done || !mayBeName(scan, i) ? List.of() : words(text, i);
      if (words.isEmpty()) {
        continue;
      }
      if (!checked && isNameOfThing(scan)) {
        return;
      }
      checked = true;
      done = run(scan, words);
    }
  }

  /**
   * Whether the first word is a known name, or an unknown one before an initial or a known name;
   * without that there is nothing to look at.
   */
  private static boolean mayBeName(Scan scan, int start) {
    String text = scan.text();
    int end = wordEnd(text, start);
    if (end - start < 2) {
      return false;
    }
    int known = scan.knownWord(start, end);
    boolean common = (known & KnownWords.COMMON) != 0;
    if ((common && (known & KnownWords.COMMON_NAME) == 0) || isMonthOfSeveral(text, start, end)) {
      return false;
    }
    return (known & KnownWords.GIVEN) != 0
        || (!common && ((known & KnownWords.FAMILY) != 0 || isFirstOfTwo(scan, end)));
  }

  /** "Jan" is a name, "Jan Feb" is none. */
  private static boolean isMonthOfSeveral(String text, int start, int end) {
    if (end - start != 3 || !DateText.startsMonth(text, start)) {
      return false;
    }
    int next = end;
    while (next < text.length() && next - end < 4 && !Character.isLetter(text.charAt(next))) {
      next++;
    }
    int before = start;
    while (before > 0 && start - before < 4 && !Character.isLetter(text.charAt(before - 1))) {
      before--;
    }
    return isShortMonth(text, next, next + 3) || isShortMonth(text, before - 3, before);
  }

  private static boolean isShortMonth(String text, int start, int end) {
    return start >= 0
        && end <= text.length()
        && (start == 0 || !Character.isLetter(text.charAt(start - 1)))
        && (end == text.length() || !Character.isLetter(text.charAt(end)))
        && DateText.startsMonth(text, start);
  }

  /** Whether an initial and a capitalised word, or a known name, follow the word before. */
  private static boolean isFirstOfTwo(Scan scan, int end) {
    String text = scan.text();
    int next = end + 1;
    if (next + 1 >= text.length()
        || text.charAt(end) != ' '
        || !Character.isUpperCase(text.charAt(next))) {
      return false;
    }
    int nextEnd = wordEnd(text, next);
    if (nextEnd - next > 1) {
      int known = scan.knownWord(next, nextEnd);
      return (known & KnownWords.COMMON) == 0
          && (known & (KnownWords.FAMILY | KnownWords.GIVEN)) != 0;
    }
    int last = text.charAt(nextEnd < text.length() ? nextEnd : next) == '.' ? next + 3 : next + 2;
    return last < text.length()
        && text.charAt(last - 1) == ' '
        && Character.isUpperCase(text.charAt(last))
        && wordEnd(text, last) - last > 1
        && !CommonWords.contains(text, last, wordEnd(text, last));
  }

  /** The key "name" of what is no person: things are named after people. */
  private static boolean isNameOfThing(Scan scan) {
    Place member = scan.leaf().place().member();
    if (member == null || !scan.key().labelled().isEmpty()) {
      return false;
    }
    List<String> words = KeyWords.of(member.key());
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    return last.equals("name") || last.equals("names") || last.equals("title");
  }

  /** Capitalised words from {@code from} on that one space divides; initials and particles too. */
  private static List<int[]> words(String text, int from) {
    List<int[]> words = new ArrayList<>();
    int at = from;
    while (words.size() < MOST_WORDS && at < text.length()) {
      int end = wordEnd(text, at);
      boolean particle = !words.isEmpty() && NameText.isParticle(text, at, end);
      boolean name =
          end > at && Character.isUpperCase(text.charAt(at)) && isTitleCase(text, at, end);
      if (end == at || CapitalisedWords.isCode(text, end) || !(name || particle)) {
        break;
      }
      boolean initial = end - at == 1;
      int next = initial && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
      words.add(new int[] {at, next});
      if (next + 1 >= text.length() || text.charAt(next) != ' ') {
        break;
      }
      at = next + 1;
    }
    while (!words.isEmpty() && NameText.isParticle(text, last(words)[0], last(words)[1])) {
      words.remove(words.size() - 1);
    }
    return words;
  }

  private static int[] last(List<int[]> words) {
    return words.get(words.size() - 1);
  }

  private static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean joint =
          NameText.isJoint(c)
              && i > start
              && i + 1 < text.length()
              && CharacterKinds.isLetter(text.charAt(i + 1))
              && !(c != '-' && text.charAt(i + 1) == 's' && ends(text, i + 2));
      if (!CharacterKinds.isLetter(c) && !joint) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean ends(String text, int i) {
    return i >= text.length() || !Character.isLetter(text.charAt(i));
  }

  /** Written like a name: {@code Anna}, {@code McKay}, {@code O'Neill}; no acronym. */
  private static boolean isTitleCase(String text, int start, int end) {
    if (end - start == 1) {
      return true;
    }
    char second = text.charAt(start + 1);
    return CharacterKinds.isLower(second) || second == '\'' || second == '’';
  }

  /** Looks at one run of words and says where to go on. */
  private int run(Scan scan, List<int[]> words) {
    String text = scan.text();
    int end = words.get(0)[1];
    int known2 = 0;
    int names = 1;
    for (int w = 1; w < words.size(); w++) {
      int from = words.get(w)[0];
      int to = words.get(w)[1];
      int known = scan.knownWord(from, to);
      boolean listed = (known & (KnownWords.FAMILY | KnownWords.GIVEN)) != 0;
      boolean initial =
          to - from <= 2 && text.charAt(to - 1) == '.'
              || (to - from == 1 && text.charAt(from) != 'I');
      boolean common =
          (known & KnownWords.COMMON) != 0 && ((known & KnownWords.COMMON_NAME) == 0 || !listed);
      if (common && !initial && !NameText.isParticle(text, from, to)) {
        break;
      }
      known2 += listed && !initial ? 1 : 0;
      names++;
      end = words.get(w)[1];
    }
    int start = words.get(0)[0];
    while (end > start
        && NameText.isParticle(text, text.lastIndexOf(' ', end - 1) + 1, end)
        && text.lastIndexOf(' ', end - 1) > start) {
      end = text.lastIndexOf(' ', end - 1);
      names--;
    }
    EvidenceSet evidence = EvidenceSet.of(Evidence.SHAPE);
    boolean whole = start == 0 && end == text.length();
    if (names == 1
        && !whole
        && CommonWords.contains(text, start, end)
        && CapitalisedWords.startsSentence(text, start)) {
      return Math.max(end, words.get(0)[1]);
    }
    boolean given = Gazetteer.isGivenName(text, start, words.get(0)[1]);
    // Many a town is called after somebody: whose name could be a person's is taken for one.
    boolean town = names > 1 && !(given && known2 > 0) && Gazetteer.isTown(text, start, end);
    boolean place = town || Gazetteer.isPlace(text, start, end);
    if (known2 > 0 && !place && given) {
      evidence = evidence.with(Evidence.GROUPED);
      scan.offer(index, start, end, Check.OK, evidence);
    } else if (!place
        && !(names == 1 && (followsCapital(text, start) || leadsCapital(text, end, given)))) {
      scan.add(index, start, end, Tier.C, evidence);
    }
    return Math.max(end, words.get(0)[1]);
  }

  /** A lone name inside a longer run of capitalised words is part of what they name. */
  private static boolean followsCapital(String text, int start) {
    int i = start - 1;
    if (i < 1 || text.charAt(i) != ' ' || !Character.isLetter(text.charAt(i - 1))) {
      return false;
    }
    while (i > 0 && Character.isLetter(text.charAt(i - 1))) {
      i--;
    }
    return Character.isUpperCase(text.charAt(i));
  }

  /** A family name in front of another capitalised word is part of what they name. */
  private static boolean leadsCapital(String text, int end, boolean given) {
    return !given
        && end + 1 < text.length()
        && (text.charAt(end) == ' ' || text.charAt(end) == '-')
        && Character.isUpperCase(text.charAt(end + 1));
  }
}
