package dev.palimpsest.pii;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calendar dates as people write them. */
final class DateText {

  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

  /** No date is read further than so many characters. */
  private static final int LONGEST = 40;

  /** Length of the shortest date there is, 1/1/90. */
  static final int SHORTEST = 6;

  private static final WordSet MONTHS =
      new WordSet(
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));

  /** A bit for the {@link #letters} that the names of months start with. */
  private static final long[] MONTH_STARTS = monthStarts();

  private static final Pattern YEAR_FIRST =
      Pattern.compile("((?:18|19|20)\\d\\d)([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2((?:18|19|20)\\d\\d|\\d\\d)(?!\\d)");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:18|19|20)\\d\\d)(?!\\d)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -](?:of )?"
              + MONTH
              + ",?[ -]((?:18|19|20)\\d\\d)(?!\\d)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPACT =
      Pattern.compile("((?:18|19|20)\\d\\d)(\\d\\d)(\\d\\d)(?!\\d)");

  /**
   * A date in a text.
   *
   * @param end where it ends
   * @param days the days it may mean: two when day and month could be swapped
   */
  record Read(int end, List<LocalDate> days) {}

  private DateText() {}

  /** The ways of writing a date that the first characters tell apart. */
  private enum Notation {
    NONE,
    YEAR_FIRST,
    YEAR_LAST,
    MONTH_FIRST,
    DAY_FIRST,
    COMPACT
  }

  /** The date that starts at {@code start}; null if none does, or no calendar has it. */
  static @Nullable Read read(String text, int start) {
    return switch (notation(text, start)) {
      case NONE -> null;
      case YEAR_FIRST -> DateDigits.yearFirst(text, start);
      case YEAR_LAST -> DateDigits.yearLast(text, start);
      case COMPACT -> DateDigits.compact(text, start);
      case MONTH_FIRST -> read(text, start, List.of(MONTH_FIRST));
      case DAY_FIRST -> read(text, start, List.of(DAY_FIRST));
    };
  }

  /** False only if {@link #read} finds no date there; most words and numbers are none. */
  static boolean mayRead(String text, int start) {
    return notation(text, start) != Notation.NONE;
  }

  /** The one notation that the first characters leave open. */
  private static Notation notation(String text, int start) {
    int digits = start;
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    return switch (digits - start) {
      case 0 ->
          startsMonth(text, start) && isDayAfterMonth(text, start + 3)
              ? Notation.MONTH_FIRST
              : Notation.NONE;
      case 1, 2 -> afterDay(text, digits);
      case 4 ->
          isJoint(at(text, digits)) && isDigit(at(text, digits + 1))
              ? Notation.YEAR_FIRST
              : Notation.NONE;
      case 8 -> Notation.COMPACT;
      default -> Notation.NONE;
    };
  }

  /** As {@link #read(String, int)}, where all notations are tried. */
  static @Nullable Read plainly(String text, int start) {
    return read(text, start, List.of(YEAR_FIRST, YEAR_LAST, MONTH_FIRST, DAY_FIRST, COMPACT));
  }

  private static @Nullable Read read(String text, int start, List<Pattern> notations) {
    for (Pattern pattern : notations) {
      Matcher matcher =
          pattern.matcher(text).region(start, Math.min(text.length(), start + LONGEST));
      if (matcher.lookingAt()) {
        List<LocalDate> days = days(pattern, matcher);
        return days.isEmpty() ? null : new Read(matcher.end(), days);
      }
    }
    return null;
  }

  private static Notation afterDay(String text, int end) {
    char next = at(text, end);
    if (isJoint(next) && isDigit(at(text, end + 1))) {
      return Notation.YEAR_LAST;
    }
    boolean month = " -.snrtSNRT".indexOf(next) >= 0 && isMonthAfterDay(text, end);
    return month ? Notation.DAY_FIRST : Notation.NONE;
  }

  /** Whether it may stand between the numbers of a date. */
  static boolean isJoint(char c) {
    return c == '-' || c == '/' || c == '.';
  }

  /** Whether a number follows the rest of the word. */
  private static boolean isDayAfterMonth(String text, int from) {
    int i = from;
    int most = from + LONGEST;
    while (i < most && (Character.isLetter(at(text, i)) || at(text, i) == '.')) {
      i++;
    }
    int word = i;
    while (isSpace(at(text, i))) {
      i++;
    }
    return i > word && isDigit(at(text, i));
  }

  /** Whether the name of a month follows an ordinal's ending, a separator and "of". */
  private static boolean isMonthAfterDay(String text, int from) {
    int i = from;
    if (at(text, i) == '.') {
      i++;
    } else if (Character.isLetter(at(text, i))) {
      i += 2;
    }
    if (at(text, i) != ' ' && at(text, i) != '-') {
      return false;
    }
    i++;
    return startsMonth(text, text.regionMatches(true, i, "of ", 0, 3) ? i + 3 : i);
  }

  /** The character, or one that no date has where the text ends. */
  private static char at(String text, int i) {
    return i < text.length() ? text.charAt(i) : 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Whether a word starts like the name of a month. */
  static boolean startsMonth(String text, int start) {
    return start + 3 <= text.length() && MONTHS.contains(text, start, start + 3);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static List<LocalDate> days(Pattern pattern, Matcher m) {
    List<LocalDate> days = new ArrayList<>();
    if (pattern == YEAR_FIRST) {
      add(days, m.group(1), m.group(3), m.group(4));
    } else if (pattern == YEAR_LAST) {
      add(days, m.group(4), m.group(1), m.group(3));
      add(days, m.group(4), m.group(3), m.group(1));
    } else if (pattern == MONTH_FIRST) {
      add(days, m.group(3), month(m.group(1)), m.group(2));
    } else if (pattern == DAY_FIRST) {
      add(days, m.group(3), month(m.group(2)), m.group(1));
    } else {
      add(days, m.group(1), m.group(2), m.group(3));
    }
    return days;
  }

  private static String month(String name) {
    String start = name.substring(0, 3).toUpperCase(Locale.ROOT);
    for (Month month : Month.values()) {
      if (month.name().startsWith(start)) {
        return Integer.toString(month.getValue());
      }
    }
    throw new IllegalStateException("the pattern lets no other month through");
  }

  private static void add(List<LocalDate> days, String year, String month, String day) {
    int y = Integer.parseInt(year);
    try {
      LocalDate date =
          LocalDate.of(
              y < 100 ? y + (y < 30 ? 2000 : 1900) : y,
              Integer.parseInt(month),
              Integer.parseInt(day));
      if (!days.contains(date)) {
        days.add(date);
      }
    } catch (DateTimeException notInTheCalendar) {
      // The other order of day and month may be.
    }
  }

  /** Whether a date can start with {@code c}. */
  static boolean mayStart(char c) {
    return isDigit(c) || "jfmasondJFMASOND".indexOf(c) >= 0;
  }

  /** A digit, or the first letters of a month. */
  static boolean mayStart(char[] text, int at, int end) {
    char first = text[at];
    if (first <= '9') {
      return first >= '0';
    }
    if (at + 3 > end) {
      return false;
    }
    int letters = letters(first, text[at + 1], text[at + 2]);
    return (MONTH_STARTS[letters >>> 6] >>> letters & 1) != 0
        && (first | text[at + 1] | text[at + 2]) < 128
        && Character.isLetter(text[at + 1])
        && Character.isLetter(text[at + 2]);
  }

  /** 15 bits, the same for upper and lower case; signs share those of letters. */
  private static int letters(char first, char second, char third) {
    return (first & 31) << 10 | (second & 31) << 5 | third & 31;
  }

  private static long[] monthStarts() {
    long[] starts = new long[1 << 9];
    for (Month month : Month.values()) {
      String name = month.name();
      int letters = letters(name.charAt(0), name.charAt(1), name.charAt(2));
      starts[letters >>> 6] |= 1L << letters;
    }
    return starts;
  }
}
