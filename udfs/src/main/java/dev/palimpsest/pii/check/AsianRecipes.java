package dev.palimpsest.pii.check;

/** Check digits that one country of Asia calculates in its own way. */
final class AsianRecipes {

  private static final String BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CHINESE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final String SINGAPORE = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

  private AsianRecipes() {}

  /** Law 5490: d10 = 7 · (odd digits) − (even digits), d11 = sum of the first ten, both mod 10. */
  static Check turkishPerson(String value) {
    if (value.length() != 11) {
      return Check.BAD_LENGTH;
    }
    int tenth = Math.floorMod(Digits.weighted(value, 7, -1, 7, -1, 7, -1, 7, -1, 7), 10);
    int last = Digits.weighted(value, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) % 10;
    return Digits.answer(tenth == Digits.at(value, 9) && last == Digits.at(value, 10));
  }

  /** Luhn's formula in base 36. */
  static Check indianGst(String value) {
    int sum = 0;
    for (int i = 0; i < value.length() - 1; i++) {
      int product = BASE36.indexOf(value.charAt(i)) * (1 + i % 2);
      sum += product / 36 + product % 36;
    }
    return Digits.answer(value.charAt(value.length() - 1) == BASE36.charAt((36 - sum % 36) % 36));
  }

  /** GB 32100: weights are the powers of 3, modulo 31. */
  static Check chineseCompany(String value) {
    if (value.length() != 18) {
      return Check.BAD_LENGTH;
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      int worth = CHINESE.indexOf(value.charAt(i));
      if (worth < 0) {
        return Check.BAD_FORMAT;
      }
      sum += weight * worth;
      weight = weight * 3 % 31;
    }
    return Digits.answer(value.charAt(17) == CHINESE.charAt((31 - sum % 31) % 31));
  }

  /** Weights 1, 3, 7 in turn and 5 last, whose product also counts its tens. */
  static Check koreanCompany(String value) {
    if (value.length() != 10) {
      return Check.BAD_LENGTH;
    }
    int sum = Digits.weighted(value, 1, 3, 7, 1, 3, 7, 1, 3, 5) + 5 * Digits.at(value, 8) / 10;
    return Digits.answer((10 - sum % 10) % 10 == Digits.at(value, 9));
  }

  /** One or two letters (a missing one counts 36), weights from 9 down, modulo 11. */
  static Check hongKong(String value) {
    String nine = value.length() == 8 ? " " + value : value;
    if (nine.length() != 9) {
      return Check.BAD_LENGTH;
    }
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      int worth = nine.charAt(i) == ' ' ? 36 : BASE36.indexOf(nine.charAt(i));
      sum += (9 - i) * worth;
    }
    return Digits.answer(sum % 11 == 0);
  }

  /**
   * NRIC and FIN: weights 2, 7, 6, 5, 4, 3, 2; the letter in front shifts the sum and the table.
   */
  static Check singaporePerson(String value) {
    if (value.length() != 9) {
      return Check.BAD_LENGTH;
    }
    char kind = value.charAt(0);
    int shift = kind == 'T' || kind == 'G' ? 4 : kind == 'M' ? 3 : 0;
    int left = (Digits.weighted(value.substring(1), 2, 7, 6, 5, 4, 3, 2) + shift) % 11;
    String table =
        kind == 'S' || kind == 'T' ? "JZIHGFEDCBA" : kind == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
    return Digits.answer(value.charAt(8) == table.charAt(left));
  }

  /** UEN: one recipe each for businesses, local companies and other entities. */
  static Check singaporeEntity(String value) {
    char last = value.charAt(value.length() - 1);
    if (value.length() == 9) {
      int sum = Digits.weighted(value, 10, 4, 9, 3, 8, 2, 7, 1);
      return Digits.answer(last == "XMKECAWLJDB".charAt(sum % 11));
    }
    if (value.length() != 10) {
      return Check.BAD_LENGTH;
    }
    if (Character.isDigit(value.charAt(0))) {
      int sum = Digits.weighted(value, 10, 8, 6, 4, 9, 7, 5, 3, 1);
      return Digits.answer(last == "ZKCMDNERGWH".charAt(sum % 11));
    }
    int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
    int sum = -5;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * SINGAPORE.indexOf(value.charAt(i));
    }
    return Digits.answer(last == SINGAPORE.charAt(Math.floorMod(sum, 11)));
  }
}
