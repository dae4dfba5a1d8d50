package dev.palimpsest.audit.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in sentences: four significant digits, no exponent. */
final class Numbers {

  private Numbers() {}

  /** Every digit that the number was written with. */
  static String exact(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  static String plain(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
