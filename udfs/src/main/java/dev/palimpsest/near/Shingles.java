package dev.palimpsest.near;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Sets of shingles: each shingle is {@code width} consecutive tokens, kept as the XXH3-64 hash of
 * their UTF-16LE text with a space between two. A set is a sorted array without repeats.
 *
 * <p>A text of fewer tokens than a shingle has, if it holds anything but white space, one shingle:
 * the hash of U+0000 and the whole normal text. No token holds U+0000, so it equals no shingle of a
 * longer text.
 */
final class Shingles {

  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final long[] NONE = {};

  private final int width;

  Shingles(int width) {
    this.width = width;
  }

  /** The shingles of folded texts that follow each other; shingles run on from text to text. */
  long[] of(List<String> foldedTexts) {
    Tokens tokens = new Tokens();
    foldedTexts.forEach(tokens::add);
    int count = tokens.count() - width + 1;
    if (count < 1) {
      return whole(foldedTexts);
    }
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      int start = tokens.start(i);
      hashes[i] = HASHER.hashBytesToLong(tokens.bytes(), start, tokens.end(i + width - 1) - start);
    }
    return sortedDistinct(hashes);
  }

  private static long[] whole(List<String> foldedTexts) {
    String normal = Folding.collapse(String.join("\n", foldedTexts));
    return normal.isEmpty()
        ? NONE
        : new long[] {HASHER.hashBytesToLong(("\0" + normal).getBytes(StandardCharsets.UTF_16LE))};
  }

  private static long[] sortedDistinct(long[] values) {
    long[] sorted = UniformSort.sorted(values);
    int kept = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }
}
