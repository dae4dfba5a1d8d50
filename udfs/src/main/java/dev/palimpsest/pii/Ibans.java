package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** International bank account numbers (ISO 13616-1; lengths of the SWIFT registry). */
final class Ibans {

  private static final int LETTERS = 26;

  /** By both letters of the country. */
  private static final int[] LENGTHS = new int[LETTERS * LETTERS];

  static {
    Matcher entry =
        Pattern.compile("([A-Z]{2})(\\d{2})")
            .matcher(
                "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24"
                    + " DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18"
                    + " GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32"
                    + " LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18"
                    + " NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19"
                    + " SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");
    while (entry.find()) {
      String country = entry.group(1);
      LENGTHS[index(country.charAt(0), country.charAt(1))] = Integer.parseInt(entry.group(2));
    }
  }

  private Ibans() {}

  /** Length of the IBANs of a country, −1 if it has none. */
  static int length(String country) {
    return length(country.charAt(0), country.charAt(1));
  }

  /** As the other, of two letters in upper case; −1 for what is none. */
  static int length(char first, char second) {
    boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
    int length = letters ? LENGTHS[index(first, second)] : 0;
    return length > 0 ? length : -1;
  }

  private static int index(char first, char second) {
    return (first - 'A') * LETTERS + second - 'A';
  }

  static Check check(String iban) {
    if (iban.length() < 5) {
      return Check.BAD_LENGTH;
    }
    int length = length(iban.substring(0, 2));
    if (length < 0) {
      return Check.BAD_COMPONENT;
    }
    if (iban.length() != length) {
      return Check.BAD_LENGTH;
    }
    int remainder = 0;
    for (int i = 0; i < length; i++) {
      int value = Character.digit(iban.charAt((i + 4) % length), 36);
      if (value < 0) {
        return Check.BAD_FORMAT;
      }
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    boolean right = remainder == 1 && (!iban.startsWith("BE") || belgian(iban));
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }

  /** Account numbers of Belgium carry a check of their own: ten digits modulo 97, 0 as 97. */
  private static boolean belgian(String iban) {
    String account = iban.substring(4);
    if (!Validator.isDigits(account)) {
      return false;
    }
    long remainder = Long.parseLong(account.substring(0, 10)) % 97;
    return (remainder == 0 ? 97 : remainder) == Long.parseLong(account.substring(10));
  }
}
