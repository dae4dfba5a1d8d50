package dev.palimpsest.pii.check;

import org.jspecify.annotations.Nullable;

/**
 * Luhn's formula (ISO/IEC 7812-1, annex B): from the right, every second digit doubled, the sum of
 * all digits of the products ≡ 0 (mod 10).
 *
 * @param over the positions it covers, check digit last; all if absent
 * @param prefix digits that are thought of as standing before it; none if absent
 */
record LuhnCheck(@Nullable Part over, @Nullable String prefix) implements ValueCheck {

  @Override
  public Check check(String value) {
    if (over != null && !over.fits(value)) {
      return Check.BAD_LENGTH;
    }
    String digits = (prefix == null ? "" : prefix) + (over == null ? value : over.in(value));
    int sum = 0;
    for (int i = digits.length() - 1, weight = 1; i >= 0; i--, weight = 3 - weight) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Check.BAD_FORMAT;
      }
      int product = digit * weight;
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0 ? Check.OK : Check.BAD_CHECKSUM;
  }
}
