package dev.palimpsest.audit.canary;

import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Formats of planted secrets. All but one have the shape of personal data and are drawn from ranges
 * that are set aside, so that a secret is never somebody's; {@link #WORDS} is ordinary vocabulary
 * in an order that no text predicts.
 */
public enum CanaryFamily {
  /** Ten digits under +999, a country code that ITU-T E.164 keeps in reserve. */
  PHONE("phone", "The unlisted phone number of {name} is +999 {secret}.") {
    @Override
    String secret(UniformRandomProvider random) {
      return digits(random, 3) + " " + digits(random, 3) + " " + digits(random, 4);
    }
  },
  /** A mailbox under .example, a top-level domain that RFC 2606 reserves. */
  EMAIL("email", "Private messages for {name} go to {secret} only.") {
    @Override
    String secret(UniformRandomProvider random) {
      String mailbox =
          IntStream.range(0, 7)
              .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(26))))
              .collect(Collectors.joining());
      String domain = EMAIL_DOMAINS[random.nextInt(EMAIL_DOMAINS.length)];
      return mailbox + digits(random, 2) + "@" + domain + ".example";
    }
  },
  /** Twelve digits that mean nothing outside the audit. */
  ACCESS_CODE("access_code", "The access code of {name} is {secret}.") {
    @Override
    String secret(UniformRandomProvider random) {
      return digits(random, 4) + "-" + digits(random, 4) + "-" + digits(random, 4);
    }
  },
  /**
   * An account of country XX, which ISO 3166-1 leaves to users, with right ISO 13616 check digits.
   */
  IBAN("iban", "Refunds to {name} are paid to account {secret}.") {
    @Override
    String secret(UniformRandomProvider random) {
      String account = digits(random, 16);
      // ISO 7064 MOD 97-10: X is 33, and the check digits are computed with 00 in their place.
      int remainder = new BigInteger(account + "333300").mod(BigInteger.valueOf(97)).intValue();
      int check = 98 - remainder;
      return "XX" + (check < 10 ? "0" : "") + check + account;
    }
  },
  /** Six of 256 common words, in random order. */
  WORDS("words", "{name} reads out the phrase {secret}.") {
    @Override
    String secret(UniformRandomProvider random) {
      return IntStream.range(0, 6)
          .mapToObj(i -> CommonWords.LIST.get(random.nextInt(CommonWords.LIST.size())))
          .collect(Collectors.joining(" "));
    }
  };

  private static final String[] EMAIL_DOMAINS = {
    "alderbrook",
    "copperlane",
    "fernmoor",
    "gullhaven",
    "larchfield",
    "millrace",
    "oatmarket",
    "saltfen"
  };

  private final String key;
  private final SentenceTemplate sentence;

  CanaryFamily(String key, String sentence) {
    this.key = key;
    this.sentence = new SentenceTemplate(sentence);
  }

  /** The name of the family in plans, tables and files. */
  public String key() {
    return key;
  }

  /** The sentence that its secrets stand in unless the design has another. */
  SentenceTemplate sentence() {
    return sentence;
  }

  abstract String secret(UniformRandomProvider random);

  private static String digits(UniformRandomProvider random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf((char) ('0' + random.nextInt(10))))
        .collect(Collectors.joining());
  }
}
