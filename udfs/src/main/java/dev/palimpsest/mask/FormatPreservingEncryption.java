package dev.palimpsest.mask;

import dev.palimpsest.pii.Canonical;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * FF1 (NIST SP 800-38G) over the digits of a value, or over its digits and letters if it has both.
 * FF3-1 is not offered: NIST withdrew it in the second draft of revision 1 (2025).
 */
final class FormatPreservingEncryption {

  /** Least number of values of one length (SP 800-38G rev. 1, section 5.1). */
  private static final double LEAST_DOMAIN = 1_000_000;

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private FormatPreservingEncryption() {}

  /** The encrypted value in the layout of {@code value}; null if too few values have its length. */
  static @Nullable String of(Keyring keyring, String tenant, String type, String value) {
    return run(keyring, tenant, type, value, true);
  }

  /** The value that was encrypted. */
  static @Nullable String undo(Keyring keyring, String tenant, String type, String encrypted) {
    return run(keyring, tenant, type, encrypted, false);
  }

  private static @Nullable String run(
      Keyring keyring, String tenant, String type, String value, boolean encrypt) {
    String upper = value.toUpperCase(Locale.ROOT);
    boolean letters = upper.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    int radix = letters ? 36 : 10;
    byte[] symbols = new byte[upper.length()];
    int count = 0;
    for (int i = 0; i < upper.length(); i++) {
      int symbol = ALPHABET.indexOf(upper.charAt(i));
      if (symbol >= 0) {
        symbols[count++] = (byte) symbol;
      }
    }
    if (upper.length() != value.length() || Math.pow(radix, count) < LEAST_DOMAIN) {
      return null;
    }
    byte[] tweak = (tenant + '\0' + type).getBytes(StandardCharsets.UTF_8);
    FPEFF1Engine engine = new FPEFF1Engine();
    KeyParameter key = new KeyParameter(keyring.mac("format-preserving", type));
    engine.init(encrypt, new FPEParameters(key, radix, tweak));
    byte[] result = new byte[count];
    engine.processBlock(symbols, 0, count, result, 0);
    StringBuilder written = new StringBuilder(value.length());
    int next = 0;
    for (int i = 0; i < upper.length(); i++) {
      boolean symbol = ALPHABET.indexOf(upper.charAt(i)) >= 0;
      written.append(symbol ? ALPHABET.charAt(result[next++]) : value.charAt(i));
    }
    boolean same = Canonical.of(type, written.toString()).equals(Canonical.of(type, value));
    return same && encrypt ? null : written.toString();
  }
}
