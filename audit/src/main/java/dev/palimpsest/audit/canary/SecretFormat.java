package dev.palimpsest.audit.canary;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The format of a secret whose family is not known here: digits stand for any digit, letters for
 * any letter of their case, everything else for itself. What follows an {@code @} is kept, because
 * a domain that the corpus repeats is likelier than a random one and would make the secret seem to
 * stand out.
 */
final class SecretFormat {

  private final String pattern;

  SecretFormat(String example) {
    this.pattern = example;
  }

  String sample(UniformRandomProvider random) {
    StringBuilder secret = new StringBuilder(pattern.length());
    int domain = pattern.indexOf('@');
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (domain >= 0 && i >= domain) {
        secret.append(c);
      } else if (c >= '0' && c <= '9') {
        secret.append((char) ('0' + random.nextInt(10)));
      } else if (c >= 'a' && c <= 'z') {
        secret.append((char) ('a' + random.nextInt(26)));
      } else if (c >= 'A' && c <= 'Z') {
        secret.append((char) ('A' + random.nextInt(26)));
      } else {
        secret.append(c);
      }
    }
    return secret.toString();
  }
}
