package dev.palimpsest.pii.check;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Addresses of crypto-currencies: Base58Check (Bitcoin and its kin), Bech32 and Bech32m (BIP 173,
 * BIP 350), and Ethereum's forty hexadecimal digits (EIP-55).
 */
public final class Wallets {

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32_CONSTANT = 1;
  private static final int BECH32M_CONSTANT = 0x2bc830a3;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Wallets() {}

  /** Whether a word is an address of a crypto-currency. */
  public static Check check(String word) {
    if (word.startsWith("0x")) {
      return ethereum(word);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.startsWith("bc1") || lower.startsWith("tb1") || lower.startsWith("ltc1")) {
      boolean mixed = !word.equals(lower) && !word.equals(word.toUpperCase(Locale.ROOT));
      return mixed ? Check.BAD_FORMAT : bech32(lower);
    }
    return base58(word);
  }

  private static Check ethereum(String word) {
    if (word.length() != 42) {
      return Check.BAD_LENGTH;
    }
    return word.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? Check.OK
        : Check.BAD_FORMAT;
  }

  private static Check base58(String word) {
    if (word.length() > 35) {
      return Check.BAD_LENGTH;
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < word.length(); i++) {
      int digit = BASE58.indexOf(word.charAt(i));
      if (digit < 0) {
        return Check.BAD_FORMAT;
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[25];
    int from = bytes.length > 25 && bytes[0] == 0 ? 1 : 0;
    if (bytes.length - from > 25) {
      return Check.BAD_LENGTH;
    }
    System.arraycopy(bytes, from, all, 25 - bytes.length + from, bytes.length - from);
    byte[] hash = sha256(sha256(Arrays.copyOf(all, 21)));
    boolean right = Arrays.equals(hash, 0, 4, all, 21, 25);
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Check bech32(String word) {
    int one = word.lastIndexOf('1');
    if (word.length() > 90 || word.length() - one < 8) {
      return Check.BAD_LENGTH;
    }
    byte[] prefix = word.substring(0, one).getBytes(StandardCharsets.US_ASCII);
    int sum = 1;
    for (byte letter : prefix) {
      sum = step(sum, letter >> 5);
    }
    sum = step(sum, 0);
    for (byte letter : prefix) {
      sum = step(sum, letter & 31);
    }
    for (int i = one + 1; i < word.length(); i++) {
      int digit = BECH32.indexOf(word.charAt(i));
      if (digit < 0) {
        return Check.BAD_FORMAT;
      }
      sum = step(sum, digit);
    }
    boolean right = sum == BECH32_CONSTANT || sum == BECH32M_CONSTANT;
    return right ? Check.OK : Check.BAD_CHECKSUM;
  }

  /** One step of the BCH code of BIP 173. */
  private static int step(int sum, int value) {
    int top = sum >>> 25;
    int next = (sum & 0x1ffffff) << 5 ^ value;
    for (int bit = 0; bit < GENERATOR.length; bit++) {
      next ^= (top >>> bit & 1) == 1 ? GENERATOR[bit] : 0;
    }
    return next;
  }
}
