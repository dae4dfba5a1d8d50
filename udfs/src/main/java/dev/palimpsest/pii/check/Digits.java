package dev.palimpsest.pii.check;

/** Arithmetic that several recipes share. */
final class Digits {

  private Digits() {}

  static boolean all(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  static int at(String value, int index) {
    return value.charAt(index) - '0';
  }

  /** Σ weightᵢ · digitᵢ from the first digit on. */
  static int weighted(String value, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * at(value, i);
    }
    return sum;
  }

  /** Σ of the digit sums of weightᵢ · digitᵢ. */
  static int crossed(String value, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int product = weights[i] * at(value, i);
      sum += product / 10 + product % 10;
    }
    return sum;
  }

  static Check answer(boolean right) {
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }
}
