package dev.palimpsest.audit.canary;

import java.util.Locale;

/**
 * A sentence with a secret in it.
 *
 * @param arm its place in the experiment
 * @param text the whole sentence, as it is trained on
 * @param secretStart first character of the secret, in code points
 * @param secretEnd end of the secret, in code points, exclusive
 */
public record Canary(CanaryArm arm, String text, int secretStart, int secretEnd) {

  public Canary {
    int length = text.codePointCount(0, text.length());
    if (secretStart < 0 || secretStart >= secretEnd || secretEnd > length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "canary secret must lie in its text of %d code points in %s. Provided span: [%d, %d)",
              length,
              arm.id(),
              secretStart,
              secretEnd));
    }
  }

  /** The secret alone. */
  public String secret() {
    return text.substring(offset(secretStart), offset(secretEnd));
  }

  /** The same sentence with another secret in place of this one. */
  public Canary withSecret(String secret) {
    String changed =
        text.substring(0, offset(secretStart)) + secret + text.substring(offset(secretEnd));
    return new Canary(
        arm, changed, secretStart, secretStart + secret.codePointCount(0, secret.length()));
  }

  private int offset(int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  /** Leaves text and secret out: who has read the secret can no longer be audited with it. */
  @Override
  public String toString() {
    return "Canary[" + arm + "]";
  }
}
