package dev.palimpsest.pii;

import dev.palimpsest.pii.DateText.Read;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calendar dates written with digits alone; most dates of a trace are. */
final class DateDigits {

  private DateDigits() {}

  /** {@code 1990-4-25} with one kind of separator. */
  static @Nullable Read yearFirst(String text, int start) {
    int month = start + 5;
    int monthEnd = digits(text, month);
    int day = monthEnd + 1;
    int end = digits(text, day);
    boolean shaped =
        isPair(month, monthEnd) && isPair(day, end) && sameSeparators(text, month - 1, monthEnd);
    if (!shaped || !isCentury(text, start)) {
      return null;
    }
    List<LocalDate> days = new ArrayList<>(1);
    add(
        days,
        number(text, start, start + 4),
        number(text, month, monthEnd),
        number(text, day, end));
    return days.isEmpty() ? null : new Read(end, days);
  }

  /** {@code 25.04.1990} or {@code 04/25/90}, which may be one day or two. */
  static @Nullable Read yearLast(String text, int start) {
    int firstEnd = digits(text, start);
    int second = firstEnd + 1;
    int secondEnd = digits(text, second);
    int year = secondEnd + 1;
    int end = digits(text, year);
    boolean shaped =
        isPair(start, firstEnd)
            && isPair(second, secondEnd)
            && (end - year == 2 || (end - year == 4 && isCentury(text, year)))
            && sameSeparators(text, firstEnd, secondEnd);
    if (!shaped) {
      return null;
    }
    int one = number(text, start, firstEnd);
    int other = number(text, second, secondEnd);
    int written = number(text, year, end);
    int whole = written < 100 ? written + (written < 30 ? 2000 : 1900) : written;
    List<LocalDate> days = new ArrayList<>(2);
    add(days, whole, one, other);
    if (one != other) {
      add(days, whole, other, one);
    }
    return days.isEmpty() ? null : new Read(end, days);
  }

  /** Eight digits, {@code 19900425}. */
  static @Nullable Read compact(String text, int start) {
    if (!isCentury(text, start)) {
      return null;
    }
    List<LocalDate> days = new ArrayList<>(1);
    add(
        days,
        number(text, start, start + 4),
        number(text, start + 4, start + 6),
        number(text, start + 6, start + 8));
    return days.isEmpty() ? null : new Read(start + 8, days);
  }

  /** Whether the years of dates that are looked for start so. */
  private static boolean isCentury(String text, int start) {
    char first = text.charAt(start);
    char second = text.charAt(start + 1);
    return first == '1' ? second == '8' || second == '9' : first == '2' && second == '0';
  }

  private static boolean sameSeparators(String text, int first, int second) {
    char separator = text.charAt(first);
    return separator == text.charAt(second) && DateText.isJoint(separator);
  }

  /** One digit or two. */
  private static boolean isPair(int start, int end) {
    return end > start && end - start <= 2;
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && DateText.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  /** Adds the day if the calendar has it. */
  private static void add(List<LocalDate> days, int year, int month, int day) {
    boolean month12 = month >= 1 && month <= 12;
    if (month12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth()) {
      days.add(LocalDate.of(year, month, day));
    }
  }
}
