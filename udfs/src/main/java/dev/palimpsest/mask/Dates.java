package dev.palimpsest.mask;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moves dates without changing how they are written. */
final class Dates {

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(\\p{L}{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?(,?) (\\d{4})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|\\.)?([ -])(\\p{L}{3,9})\\.?,?[ -](\\d{4})");

  private Dates() {}

  /** The date {@code days} later in the same notation; null if {@code text} is no date alone. */
  static @Nullable String shifted(String text, int days) {
    String value = text.strip();
    try {
      Matcher m = YEAR_FIRST.matcher(value);
      if (m.matches()) {
        LocalDate date = date(m.group(1), m.group(3), m.group(4)).plusDays(days);
        return padded(date.getYear(), 4)
            + m.group(2)
            + padded(date.getMonthValue(), m.group(3).length())
            + m.group(2)
            + padded(date.getDayOfMonth(), m.group(4).length());
      }
      m = YEAR_LAST.matcher(value);
      if (m.matches()) {
        boolean dayFirst = Integer.parseInt(m.group(1)) > 12 || m.group(2).equals(".");
        LocalDate date =
            date(m.group(4), m.group(dayFirst ? 3 : 1), m.group(dayFirst ? 1 : 3)).plusDays(days);
        int first = dayFirst ? date.getDayOfMonth() : date.getMonthValue();
        int second = dayFirst ? date.getMonthValue() : date.getDayOfMonth();
        return padded(first, m.group(1).length())
            + m.group(2)
            + padded(second, m.group(3).length())
            + m.group(2)
            + padded(date.getYear(), 4);
      }
      m = COMPACT.matcher(value);
      if (m.matches()) {
        LocalDate date = date(m.group(1), m.group(2), m.group(3)).plusDays(days);
        return padded(date.getYear(), 4)
            + padded(date.getMonthValue(), 2)
            + padded(date.getDayOfMonth(), 2);
      }
      m = MONTH_FIRST.matcher(value);
      if (m.matches()) {
        LocalDate date = date(m.group(4), month(m.group(1)), m.group(2)).plusDays(days);
        return name(date, m.group(1))
            + " "
            + date.getDayOfMonth()
            + m.group(3)
            + " "
            + date.getYear();
      }
      m = DAY_FIRST.matcher(value);
      if (m.matches()) {
        LocalDate date = date(m.group(4), month(m.group(3)), m.group(1)).plusDays(days);
        return date.getDayOfMonth()
            + m.group(2)
            + name(date, m.group(3))
            + m.group(2)
            + date.getYear();
      }
    } catch (DateTimeException notInTheCalendar) {
      return null;
    }
    return null;
  }

  /** The year of a date; null if there is none. */
  static @Nullable String year(String text) {
    Matcher m = Pattern.compile("(?<!\\d)((?:18|19|20)\\d\\d)").matcher(text);
    return m.find() ? m.group(1) : null;
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static String month(String name) {
    String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
    int at = "jan feb mar apr may jun jul aug sep oct nov dec".indexOf(start);
    if (at < 0) {
      throw new DateTimeException("no month");
    }
    return Integer.toString(at / 4 + 1);
  }

  private static String name(LocalDate date, String like) {
    TextStyle style = like.length() > 3 ? TextStyle.FULL : TextStyle.SHORT;
    String name = date.getMonth().getDisplayName(style, Locale.ENGLISH);
    return like.equals(like.toUpperCase(Locale.ROOT)) ? name.toUpperCase(Locale.ROOT) : name;
  }

  private static String padded(int number, int width) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }
}
