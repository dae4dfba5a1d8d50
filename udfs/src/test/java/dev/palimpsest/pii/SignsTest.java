package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SignsTest {

  private static final long SEED = 20;

  /** What each sign is, said of one place without a look at the others. */
  @Test
  void read_randomTexts_findsEverySignWhereItIs() {
    Random random = new Random(SEED);
    Signs signs = new Signs();
    for (int round = 0; round < 3_000; round++) {
      String text = RandomTexts.next(random, 30);

      signs.read(text);

      String as = "seed " + SEED + ", round " + round;
      assertThat(list(signs.ats())).as(as).isEqualTo(where(text, i -> text.charAt(i) == '@'));
      assertThat(list(signs.schemes()))
          .as(as)
          .isEqualTo(where(text, i -> text.startsWith("://", i)));
      assertThat(list(signs.hostDots())).as(as).isEqualTo(where(text, i -> isHostDot(text, i)));
      assertThat(list(signs.addressJoints())).as(as).isEqualTo(where(text, i -> joins(text, i)));
      assertThat(list(signs.dates())).as(as).isEqualTo(where(text, i -> isDate(text, i)));
      assertThat(capitals(signs)).as(as).isEqualTo(where(text, i -> isCapital(text, i)));
      assertThat(groups(signs)).as(as).isEqualTo(stretches(text, 1, AlnumGroups::isAlnum));
      assertThat(longWords(signs))
          .as(as)
          .isEqualTo(stretches(text, 26, c -> c == '_' || Character.isLetterOrDigit(c)));
      assertThat(packed(signs))
          .as(as)
          .isEqualTo(stretches(text, 20, c -> Encodings.isPacked(c) || AlnumGroups.isAlnum(c)));
      assertThat(signs.hasDigits()).as(as).isEqualTo(text.chars().anyMatch(Character::isDigit));
      assertThat(signs.isAscii()).as(as).isEqualTo(text.chars().allMatch(c -> c < 128));
      assertThat(signs.hasPercent()).as(as).isEqualTo(text.contains("%"));
      assertThat(signs.hasAmpersand()).as(as).isEqualTo(text.contains("&"));
      assertThat(signs.hasFolded())
          .as(as)
          .isEqualTo(text.chars().anyMatch(c -> Encodings.fold((char) c) != c));
    }
  }

  @Test
  void mayHaveRun_runCutByTheWindow_countsWhatIsInside() {
    Signs signs = new Signs();
    signs.read("x = abcdefghijklmnopqrstuvwxyz;");

    assertThat(signs.mayHaveRun(0, 31, 26)).isTrue();
    assertThat(signs.mayHaveRun(0, 31, 27)).isFalse();
    assertThat(signs.mayHaveRun(5, 31, 26)).isFalse();
    assertThat(signs.mayHaveRun(5, 31, 25)).isTrue();
    assertThat(signs.mayHaveRun(0, 24, 20)).isTrue();
    assertThat(signs.mayHaveRun(0, 23, 20)).isFalse();
  }

  private static boolean isHostDot(String text, int i) {
    return text.substring(i).matches("(?s)\\.[A-Za-z].*");
  }

  private static boolean joins(String text, int i) {
    return text.substring(i).matches("(?s)[.:][0-9A-Fa-f.:].*");
  }

  private static boolean isDate(String text, int i) {
    boolean first = i == 0 || !AlnumGroups.isAlnum(text.charAt(i - 1));
    String months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    return first
        && text.substring(i).toLowerCase(Locale.ROOT).matches("(?s)([0-9]|" + months + ").*");
  }

  private static boolean isCapital(String text, int i) {
    char before = i == 0 ? ' ' : text.charAt(i - 1);
    boolean inner = Character.isLetterOrDigit(before) || "_/\\@#$.-'’".indexOf(before) >= 0;
    return Character.isUpperCase(text.charAt(i)) && !inner;
  }

  private static List<Integer> where(String text, IntPredicate is) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (is.test(i)) {
        places.add(i);
      }
    }
    return places;
  }

  private interface Kind {
    boolean has(char c);
  }

  /** Stretches of characters of a kind that cannot be longer, written start-end. */
  private static List<String> stretches(String text, int least, Kind kind) {
    List<String> found = new ArrayList<>();
    for (int start = 0; start < text.length(); start++) {
      int end = start;
      while (end < text.length() && kind.has(text.charAt(end))) {
        end++;
      }
      boolean first = start == 0 || !kind.has(text.charAt(start - 1));
      if (first && end > start && end - start >= least) {
        found.add(start + "-" + end);
      }
    }
    return found;
  }

  private static List<Integer> list(Places places) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      list.add(places.at(i));
    }
    return list;
  }

  private static List<Integer> capitals(Signs signs) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < signs.capitals(); i++) {
      list.add(signs.capitalAt(i));
    }
    return list;
  }

  private static List<String> groups(Signs signs) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < signs.groups(); i++) {
      list.add(signs.start(i) + "-" + signs.end(i));
    }
    return list;
  }

  private static List<String> longWords(Signs signs) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < signs.longWords().size(); i++) {
      list.add(signs.longWords().start(i) + "-" + signs.longWords().end(i));
    }
    return list;
  }

  private static List<String> packed(Signs signs) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < signs.packed().size(); i++) {
      list.add(signs.packed().start(i) + "-" + signs.packed().end(i));
    }
    return list;
  }
}
