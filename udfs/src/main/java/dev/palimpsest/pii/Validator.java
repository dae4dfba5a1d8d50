package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import java.net.InetAddress;

/** Says whether a value without its separators can be one of its kind, and if not, why. */
public enum Validator {
  /** No check beyond the shape. */
  NONE {
    @Override
    public Check check(String value) {
      return Check.OK;
    }
  },

  /** Payment cards, ISO/IEC 7812-1: issuer range, length of the range, Luhn check digit. */
  PAYMENT_CARD {
    @Override
    public Check check(String value) {
      if (value.length() < 12 || value.length() > 19) {
        return Check.BAD_LENGTH;
      }
      if (!isDigits(value)) {
        return Check.BAD_FORMAT;
      }
      Check issuer = CardIssuers.check(value);
      return issuer != Check.OK ? issuer : luhn(value) ? Check.OK : Check.BAD_CHECKSUM;
    }
  },

  /** International bank account numbers, ISO 13616: country, its length, remainder 1 mod 97. */
  IBAN {
    @Override
    public Check check(String value) {
      return Ibans.check(value);
    }
  },

  /** IPv4 and IPv6 addresses (RFC 791, RFC 4291) that may belong to one machine of the Internet. */
  PUBLIC_IP {
    @Override
    public Check check(String value) {
      InetAddress address = IpAddresses.parse(value);
      if (address == null) {
        return Check.BAD_FORMAT;
      }
      return IpAddresses.isPublic(address) ? Check.OK : Check.BAD_COMPONENT;
    }
  };

  /** Checks a value from which separators were taken out. */
  public abstract Check check(String value);

  static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** Luhn's formula (ISO/IEC 7812-1, annex B) over ASCII digits. */
  public static boolean luhn(String digits) {
    if (!isDigits(digits)) {
      return false;
    }
    int sum = 0;
    for (int i = digits.length() - 1, weight = 1; i >= 0; i--, weight = 3 - weight) {
      int product = (digits.charAt(i) - '0') * weight;
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0;
  }
}
