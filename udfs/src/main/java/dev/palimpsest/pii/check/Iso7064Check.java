package dev.palimpsest.pii.check;

import org.jspecify.annotations.Nullable;

/**
 * The check characters of ISO/IEC 7064.
 *
 * @param system which of the standard's systems
 * @param over the positions it covers, check characters last; all if absent
 */
record Iso7064Check(System system, @Nullable Part over) implements ValueCheck {

  /** Pure systems multiply by the radix, hybrid ones by two, modulo M and then modulo M + 1. */
  enum System {
    MOD_11_2(11, 2),
    MOD_37_2(37, 2),
    MOD_97_10(97, 10),
    MOD_11_10(11, 10),
    MOD_37_36(37, 36);

    private final int modulus;
    private final int radix;

    System(int modulus, int radix) {
      this.modulus = modulus;
      this.radix = radix;
    }
  }

  @Override
  public Check check(String value) {
    if (over != null && !over.fits(value)) {
      return Check.BAD_LENGTH;
    }
    String covered = over == null ? value : over.in(value);
    for (int i = 0; i < covered.length(); i++) {
      if (worth(covered, i) < 0) {
        return Check.BAD_FORMAT;
      }
    }
    boolean right =
        switch (system) {
          case MOD_11_2, MOD_37_2, MOD_97_10 -> pure(covered);
          case MOD_11_10, MOD_37_36 -> hybrid(covered);
        };
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }

  private boolean pure(String value) {
    int sum = 0;
    for (int i = 0; i < value.length(); i++) {
      int worth = worth(value, i);
      boolean two = system == System.MOD_97_10 && worth > 9;
      sum = (sum * (two ? 100 : system.radix) + worth) % system.modulus;
    }
    return sum == 1;
  }

  private boolean hybrid(String value) {
    int product = system.radix;
    for (int i = 0; i < value.length() - 1; i++) {
      int sum = (product + worth(value, i)) % system.radix;
      product = (sum == 0 ? system.radix : sum) * 2 % system.modulus;
    }
    return (product + worth(value, value.length() - 1)) % system.radix == 1;
  }

  /** In mod 11-2 an X at the end is ten. */
  private int worth(String value, int i) {
    char c = value.charAt(i);
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (system == System.MOD_11_2) {
      return c == 'X' && i == value.length() - 1 ? 10 : -1;
    }
    return c >= 'A' && c <= 'Z' && system != System.MOD_11_10 ? c - 'A' + 10 : -1;
  }
}
