package dev.palimpsest.pii.check;

/** Check digits that one country of Europe calculates in its own way. */
final class EuropeanRecipes {

  private static final String COMPANY_LETTERS = "JABCDEFGHI";
  private static final String FRENCH_KEYS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";

  private EuropeanRecipes() {}

  /** Weights 1 and 2 in turn, digit sums, plus 4; the check digit makes it a multiple of ten. */
  static Check austrianVat(String value) {
    if (value.length() != 8) {
      return Check.BAD_LENGTH;
    }
    if (!Digits.all(value)) {
      return Check.BAD_FORMAT;
    }
    int sum = Digits.crossed(value, 1, 2, 1, 2, 1, 2, 1, 1) + 4;
    return Digits.answer(sum % 10 == 0);
  }

  /** CIF (Orden EHA/451/2008): Luhn over seven digits, as digit or letter by kind of company. */
  static Check spanishCompany(String value) {
    if (value.length() != 9) {
      return Check.BAD_LENGTH;
    }
    if (!Digits.all(value.substring(1, 8))) {
      return Check.BAD_FORMAT;
    }
    int control = (10 - Digits.crossed(value.substring(1), 2, 1, 2, 1, 2, 1, 2) % 10) % 10;
    char kind = value.charAt(0);
    char last = value.charAt(8);
    boolean foreign = value.startsWith("00", 1);
    boolean mayBeLetter = "ABEH".indexOf(kind) < 0 || foreign;
    boolean mayBeDigit = "KLMNPQRSW".indexOf(kind) < 0 && !foreign;
    return Digits.answer(
        (mayBeLetter && last == COMPANY_LETTERS.charAt(control))
            || (mayBeDigit && last == '0' + control));
  }

  /** The key before a SIREN: (100 · SIREN + 12) mod 97, or one of the newer keys with a letter. */
  static Check frenchVat(String value) {
    if (value.length() != 11) {
      return Check.BAD_LENGTH;
    }
    int first = FRENCH_KEYS.indexOf(value.charAt(0));
    int second = FRENCH_KEYS.indexOf(value.charAt(1));
    if (!Digits.all(value.substring(2)) || first < 0 || second < 0) {
      return Check.BAD_FORMAT;
    }
    long siren = Long.parseLong(value.substring(2));
    if (first < 10 && second < 10) {
      return Digits.answer((siren * 100 + 12) % 97 == 10 * first + second);
    }
    int key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
    return Digits.answer((siren + 1 + key / 11) % 11 == key % 11);
  }

  /** Two to ten digits, read with zeros in front. */
  static Check romanianVat(String value) {
    if (value.length() < 2 || value.length() > 10) {
      return Check.BAD_LENGTH;
    }
    if (!Digits.all(value)) {
      return Check.BAD_FORMAT;
    }
    String ten = "0".repeat(10 - value.length()) + value;
    int check = 10 * Digits.weighted(ten, 7, 5, 3, 2, 1, 7, 5, 3, 2) % 11 % 10;
    return Digits.answer(check == Digits.at(ten, 9));
  }

  /** RVNR (VKVV § 4): the letter as two digits, then the sum of digit sums of products. */
  static Check germanPension(String value) {
    if (value.length() != 12) {
      return Check.BAD_LENGTH;
    }
    String digits = value.substring(0, 8) + letter(value.charAt(8)) + value.substring(9);
    if (!Digits.all(digits)) {
      return Check.BAD_FORMAT;
    }
    int sum = Digits.crossed(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1);
    return Digits.answer(sum % 10 == Digits.at(digits, 12));
  }

  /** KVNR (Sozialgesetzbuch V § 290): the letter as two digits, weights 1 and 2 in turn. */
  static Check germanHealth(String value) {
    if (value.length() != 10) {
      return Check.BAD_LENGTH;
    }
    String digits = letter(value.charAt(0)) + value.substring(1);
    if (!Digits.all(digits)) {
      return Check.BAD_FORMAT;
    }
    int sum = Digits.crossed(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2);
    return Digits.answer(sum % 10 == Digits.at(digits, 10));
  }

  private static String letter(char letter) {
    int number = letter - 'A' + 1;
    return number < 1 || number > 26 ? "?" : number < 10 ? "0" + number : "" + number;
  }

  /** Birthday and number as one number of nine digits, modulo 31. */
  static Check finnishPerson(String value) {
    if (value.length() != 11) {
      return Check.BAD_LENGTH;
    }
    String digits = value.substring(0, 6) + value.substring(7, 10);
    if (!Digits.all(digits)) {
      return Check.BAD_FORMAT;
    }
    return Digits.answer(value.charAt(10) == FINNISH.charAt(Integer.parseInt(digits) % 31));
  }

  /** SNILS: weights 9 to 1 modulo 101; 100 becomes 0. */
  static Check russianPension(String value) {
    if (value.length() != 11) {
      return Check.BAD_LENGTH;
    }
    if (!Digits.all(value)) {
      return Check.BAD_FORMAT;
    }
    int check = Digits.weighted(value, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100;
    return Digits.answer(check == Integer.parseInt(value.substring(9)));
  }
}
