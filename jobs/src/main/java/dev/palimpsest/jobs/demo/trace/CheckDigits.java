package dev.palimpsest.jobs.demo.trace;

import java.math.BigInteger;

/** Check digits that make an invented number pass a validator. */
final class CheckDigits {

  private CheckDigits() {}

  /** {@code digits} followed by its Luhn check digit (ISO/IEC 7812-1, annex B). */
  static String withLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** The IBAN of a country's account number, check digits by mod 97 (ISO 13616-1, clause 6). */
  static String iban(String country, String account) {
    StringBuilder number = new StringBuilder();
    for (char c : (account + country + "00").toCharArray()) {
      number.append(Character.getNumericValue(c));
    }
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    return country + (check < 10 ? "0" : "") + check + account;
  }
}
