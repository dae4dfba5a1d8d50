package dev.palimpsest.mask;

import dev.palimpsest.pii.Canonical;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Made-up values from ranges that nobody is given, chosen by a keyed hash of the real one. */
final class Surrogates {

  private static final List<String> GIVEN =
      List.of(
          "Alex", "Robin", "Sam", "Kim", "Jo", "Chris", "Pat", "Dana", "Jamie", "Taylor", "Morgan",
          "Casey", "Riley", "Quinn", "Avery", "Rowan", "Skyler", "Emery", "Hayden", "Jordan", "Noa",
          "Sasha", "Kai", "Remy", "Ari", "Lou", "Nico", "Toni", "Andrea", "Charlie", "Frankie",
          "Val");

  private static final List<String> FAMILY =
      List.of(
          "Ashdown",
          "Brackwell",
          "Corvin",
          "Dunmere",
          "Elswick",
          "Farrow",
          "Glenholm",
          "Hartnell",
          "Ivorson",
          "Jarvik",
          "Kestrel",
          "Lorne",
          "Marwood",
          "Norwell",
          "Ormond",
          "Pellham",
          "Quillan",
          "Ravens",
          "Selwyn",
          "Tarrant",
          "Underhill",
          "Vance",
          "Wexley",
          "Yarrow",
          "Zeller",
          "Amberly",
          "Birkett",
          "Calder",
          "Draycott",
          "Everley",
          "Fenwick",
          "Greaves");

  private static final List<String> AREAS =
      List.of("202", "212", "213", "303", "305", "312", "404", "415", "503", "512", "602", "617");

  private static final List<String> HOSTS = List.of("example.com", "example.org", "example.net");

  private static final int TRIES = 16;

  private Surrogates() {}

  /** A surrogate that differs from {@code value}; null for kinds without a reserved range. */
  static @Nullable String of(Keyring keyring, List<String> scope, String type, String value) {
    String canonical = Canonical.of(type, value);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      byte[] mac =
          keyring.mac(
              "surrogate", Keyring.parts(scope, type, canonical, Integer.toString(attempt)));
      String made = make(new Draws(mac), type, value);
      if (made == null || !Canonical.of(type, made).equals(canonical)) {
        return made;
      }
    }
    return null;
  }

  private static @Nullable String make(Draws draws, String type, String value) {
    return switch (type) {
      case "EMAIL" ->
          draws.of(GIVEN).toLowerCase(Locale.ROOT)
              + "."
              + draws.of(FAMILY).toLowerCase(Locale.ROOT)
              + draws.below(100_000)
              + "@"
              + draws.of(HOSTS);
      case "PERSON" ->
          value.strip().indexOf(' ') < 0
              ? draws.of(GIVEN)
              : draws.of(GIVEN) + " " + draws.of(FAMILY);
      case "PHONE" -> phone(draws, value);
      case "US_SSN" -> laidOut(value, "9" + draws.digits(8));
      case "CREDIT_CARD" -> laidOut(value, card(draws, digits(value)));
      case "IP_ADDRESS" ->
          value.indexOf(':') >= 0
              ? "2001:db8::"
                  + Integer.toHexString(draws.below(65_536))
                  + ":"
                  + Integer.toHexString(draws.below(65_536))
              : draws.of(List.of("192.0.2.", "198.51.100.", "203.0.113.")) + draws.below(256);
      default -> null;
    };
  }

  /** Numbers 555-0100 to 555-0199 of an area of North America are kept for fiction. */
  private static @Nullable String phone(Draws draws, String value) {
    int digits = digits(value);
    String number = draws.of(AREAS) + "55501" + draws.digits(2);
    if (digits < 10) {
      return digits == 7 ? laidOut(value, number.substring(3)) : null;
    }
    return digits > 11
        ? "+1 " + number.substring(0, 3) + "-555-" + number.substring(6)
        : laidOut(value, "1".repeat(digits - 10) + number);
  }

  /** A number of the range 400000, which card schemes keep for tests, with its check digit. */
  private static @Nullable String card(Draws draws, int length) {
    if (length < 13) {
      return null;
    }
    String body = "400000" + draws.digits(length - 7);
    int sum = 0;
    for (int i = body.length() - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
      int product = (body.charAt(i) - '0') * weight;
      sum += product > 9 ? product - 9 : product;
    }
    return body + (10 - sum % 10) % 10;
  }

  private static int digits(String value) {
    return (int) value.chars().filter(Character::isDigit).count();
  }

  /** The digits in the places of the digits of {@code value}. */
  private static @Nullable String laidOut(String value, @Nullable String digits) {
    if (digits == null || digits(value) != digits.length()) {
      return null;
    }
    StringBuilder written = new StringBuilder();
    int next = 0;
    for (int i = 0; i < value.length(); i++) {
      written.append(Character.isDigit(value.charAt(i)) ? digits.charAt(next++) : value.charAt(i));
    }
    return written.toString();
  }

  /** Numbers from the bytes of a hash, four at a time. */
  private static final class Draws {
    private final ByteBuffer bytes;
    private int seed;

    Draws(byte[] mac) {
      this.bytes = ByteBuffer.wrap(mac);
    }

    int below(int bound) {
      int drawn = bytes.remaining() >= 4 ? bytes.getInt() : (seed = 31 * seed + bytes.getInt(0));
      return Math.floorMod(drawn, bound);
    }

    <T> T of(List<T> list) {
      return list.get(below(list.size()));
    }

    String digits(int count) {
      StringBuilder digits = new StringBuilder();
      for (int left = count; left > 0; left -= 3) {
        String three = String.format(Locale.ROOT, "%03d", below(1000));
        digits.append(three, 0, Math.min(3, left));
      }
      return digits.toString();
    }
  }
}
