package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;

/** Issuer ranges of payment cards (leading digits) with the lengths that are issued in them. */
final class CardIssuers {

  private record Range(int low, int high, int digits, int shortest, int longest) {}

  private static final Range[] RANGES = {
    new Range(4, 4, 1, 13, 19), // Visa
    new Range(51, 55, 2, 16, 16), // Mastercard
    new Range(2221, 2720, 4, 16, 16), // Mastercard
    new Range(34, 34, 2, 15, 15), // American Express
    new Range(37, 37, 2, 15, 15), // American Express
    new Range(300, 305, 3, 14, 19), // Diners Club
    new Range(3095, 3095, 4, 14, 19), // Diners Club
    new Range(36, 36, 2, 14, 19), // Diners Club
    new Range(38, 39, 2, 14, 19), // Diners Club
    new Range(6011, 6011, 4, 16, 19), // Discover
    new Range(644, 649, 3, 16, 19), // Discover
    new Range(65, 65, 2, 16, 19), // Discover, RuPay
    new Range(60, 60, 2, 16, 19), // RuPay and others
    new Range(62, 62, 2, 16, 19), // UnionPay
    new Range(81, 82, 2, 16, 19), // UnionPay, RuPay
    new Range(3528, 3589, 4, 16, 19), // JCB
    new Range(1800, 1800, 4, 15, 15), // JCB
    new Range(2131, 2131, 4, 15, 15), // JCB
    new Range(50, 50, 2, 12, 19), // Maestro
    new Range(56, 58, 2, 12, 19), // Maestro
    new Range(63, 63, 2, 12, 19), // Maestro
    new Range(67, 67, 2, 12, 19), // Maestro
    new Range(2200, 2204, 4, 16, 19), // Mir
    new Range(9792, 9792, 4, 16, 16), // Troy
  };

  /** Three steps as small as this are one in eight million by chance. */
  private static final int LARGEST_STEP = 50;

  private CardIssuers() {}

  static Check check(String number) {
    if (isTable(number)) {
      return Check.BAD_COMPONENT;
    }
    boolean known = false;
    for (Range range : RANGES) {
      int lead = Integer.parseInt(number, 0, range.digits, 10);
      if (lead >= range.low && lead <= range.high) {
        known = true;
        if (number.length() >= range.shortest && number.length() <= range.longest) {
          return Check.OK;
        }
      }
    }
    return known ? Check.BAD_LENGTH : Check.BAD_COMPONENT;
  }

  /** Groups of four that count up in small steps are a table of numbers and no card. */
  private static boolean isTable(String number) {
    if (number.length() < 16) {
      return false;
    }
    for (int i = 4; i + 4 <= number.length(); i += 4) {
      int step = Integer.parseInt(number, i, i + 4, 10) - Integer.parseInt(number, i - 4, i, 10);
      if (step < 1 || step > LARGEST_STEP) {
        return false;
      }
    }
    return true;
  }
}
