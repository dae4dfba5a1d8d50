package dev.palimpsest.pii.check;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A calendar day inside a value.
 *
 * @param layout one letter for each position from the first on: Y, M, D, or a dot for any other
 * @param plusMonths what may be added to the month, to tell sex or century
 * @param plusDays what may be added to the day
 */
record DateCheck(
    String layout, @Nullable List<Integer> plusMonths, @Nullable List<Integer> plusDays)
    implements ValueCheck {

  DateCheck {
    if (!layout.matches("[YMD.]+")) {
      throw new IllegalArgumentException(
          "the layout of a date has the letters Y, M, D and dots. Provided: " + layout);
    }
  }

  @Override
  public Check check(String value) {
    if (layout.length() > value.length()) {
      return Check.BAD_LENGTH;
    }
    int year = number(value, 'Y');
    int month = number(value, 'M');
    int day = number(value, 'D');
    if (year < 0 || month < 0 || day < 0) {
      return Check.BAD_FORMAT;
    }
    // Of two digits of a year, a leap year is the most that can be said.
    int full = layout.contains("YYYY") ? year : layout.contains("YYY") ? 1000 + year : 2000 + year;
    int plainMonth = without(month, plusMonths, 12);
    int plainDay = without(day, plusDays, 31);
    boolean exists =
        plainMonth >= 1 && plainMonth <= 12 && YearMonth.of(full, plainMonth).isValidDay(plainDay);
    return exists ? Check.OK : Check.BAD_COMPONENT;
  }

  /** The part without what was added to it. */
  private static int without(int part, @Nullable List<Integer> added, int most) {
    if (added != null) {
      for (int plus : added) {
        if (part > plus && part - plus <= most) {
          return part - plus;
        }
      }
    }
    return part;
  }

  private int number(String value, char letter) {
    int number = 0;
    for (int i = 0; i < layout.length(); i++) {
      if (layout.charAt(i) == letter) {
        int digit = value.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        number = 10 * number + digit;
      }
    }
    return number;
  }
}
