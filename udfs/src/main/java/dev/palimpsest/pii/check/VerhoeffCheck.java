package dev.palimpsest.pii.check;

/**
 * Verhoeff's check digit over the dihedral group of order ten (J. Verhoeff, "Error Detecting
 * Decimal Codes", Mathematical Centre Tracts 29, 1969): catches every single error and every swap
 * of neighbours.
 */
record VerhoeffCheck() implements ValueCheck {

  private static final int[] SHIFT = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  @Override
  public Check check(String value) {
    int state = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(value.length() - 1 - i) - '0';
      if (digit < 0 || digit > 9) {
        return Check.BAD_FORMAT;
      }
      for (int times = i % 8; times > 0; times--) {
        digit = SHIFT[digit];
      }
      state = times(state, digit);
    }
    return state == 0 ? Check.OK : Check.BAD_CHECKSUM;
  }

  /** Product in the group of symmetries of the pentagon: 0–4 rotations, 5–9 reflections. */
  private static int times(int a, int b) {
    int turns = a < 5 ? a + b : a - b;
    int turned = Math.floorMod(turns, 5);
    return (a < 5) == (b < 5) ? turned : 5 + turned;
  }
}
