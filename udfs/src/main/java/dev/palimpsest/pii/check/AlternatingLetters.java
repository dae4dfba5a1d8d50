package dev.palimpsest.pii.check;

/**
 * The check letter of the Italian tax code (decree of 23 December 1976): characters at odd and even
 * positions have different values, and their sum modulo 26 is the letter. Cyprus took it over.
 */
final class AlternatingLetters {

  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private AlternatingLetters() {}

  static Check check(String value, int length) {
    if (value.length() != length) {
      return Check.BAD_LENGTH;
    }
    int sum = 0;
    for (int i = 0; i < length - 1; i++) {
      char c = value.charAt(i);
      int worth = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' : -1;
      if (worth < 0) {
        return Check.BAD_FORMAT;
      }
      sum += i % 2 == 0 ? ODD[worth] : worth;
    }
    return value.charAt(length - 1) == 'A' + sum % 26 ? Check.OK : Check.BAD_CHECKSUM;
  }
}
