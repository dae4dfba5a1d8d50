package dev.palimpsest.spark;

import dev.palimpsest.near.Fingerprint;
import java.util.Arrays;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * {@code band_keys(text)}: the keys under which {@code dedup} looks for near copies of a text, 32
 * longs; two texts of Jaccard similarity .8 share one with a probability of .997. Empty for a text
 * without words, null for null.
 */
final class BandKeys implements UDF1<String, Long[]> {

  private static final long serialVersionUID = 1;

  @Override
  public Long @Nullable [] call(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Fingerprint fingerprint = NearText.of(text);
    int[] signature = NearText.FINGERPRINTER.signature(fingerprint);
    return Arrays.stream(NearText.FINGERPRINTER.bandKeys(signature, fingerprint))
        .boxed()
        .toArray(Long[]::new);
  }
}
