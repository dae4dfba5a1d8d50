package dev.palimpsest.spark;

import dev.palimpsest.near.Fingerprint;
import java.util.Arrays;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * {@code minhash(text)}: the MinHash signature of a text's 5-word shingles, 256 ints; empty for a
 * text without words, null for null.
 */
final class MinHashOfText implements UDF1<String, Integer[]> {

  private static final long serialVersionUID = 1;

  @Override
  public Integer @Nullable [] call(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Fingerprint fingerprint = NearText.of(text);
    return Arrays.stream(NearText.FINGERPRINTER.signature(fingerprint))
        .boxed()
        .toArray(Integer[]::new);
  }
}
