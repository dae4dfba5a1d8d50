package dev.palimpsest.near;

import com.ibm.icu.lang.UCharacter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Everything that a fingerprint, a signature and its band keys depend on. Those of one
 * specification can be compared with each other and with no others.
 *
 * <p>Two documents of Jaccard similarity s share at least one of b bands of r rows with probability
 * 1 − (1 − sʳ)ᵇ (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, section 3.4): with 32
 * bands of 8 that is 0.997 at s = 0.8 and 0.42 at s = 0.6.
 *
 * @param shingle tokens in a shingle, at least 1
 * @param bands b, at least 1
 * @param rows r, slots of the signature in one band, at least 1
 * @param seed of the coefficients of the slots
 */
public record SignatureSpec(int shingle, int bands, int rows, long seed) implements Serializable {

  /** 5-token shingles, 32 bands of 8 rows, 256 slots. */
  public static final SignatureSpec DEFAULT = new SignatureSpec(5, 32, 8, 0x70616C696D707374L);

  /** The algorithm that the parameters belong to: folding, word breaking, hashes, slots, keys. */
  private static final String ALGORITHM =
      "nfkc-casefold words-1 xxh3-64 minhash31-splitmix64 band-xxh3-64-with-calls";

  private static final int MOST_SLOTS = 4096;

  public SignatureSpec {
    requireAtLeastOne("shingle", shingle);
    requireAtLeastOne("bands", bands);
    requireAtLeastOne("rows", rows);
    if ((long) bands * rows > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "bands * rows must be at most "
              + MOST_SLOTS
              + ". Provided value: "
              + (long) bands * rows);
    }
  }

  /** Slots of a signature: bands times rows. */
  public int slots() {
    return bands * rows;
  }

  /**
   * SHA-256 over the parameters, the algorithm and the version of Unicode, as 64 lower-case hex
   * digits. It is stored beside every fingerprint.
   */
  public String digest() {
    String text =
        String.join(
            "\n",
            ALGORITHM,
            "unicode " + UCharacter.getUnicodeVersion(),
            "shingle " + shingle,
            "bands " + bands,
            "rows " + rows,
            "seed " + seed);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1. Provided value: " + value);
    }
  }
}
