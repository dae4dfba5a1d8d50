package dev.palimpsest.near;

import java.util.List;
import java.util.Objects;

/**
 * What the near-duplicate rule must know of a conversation; its text is not needed any more.
 *
 * <p>Equality is identity: two fingerprints are compared by {@link NearRule}.
 */
public final class Fingerprint {

  private final String specDigest;
  private final List<String> turns;
  private final String calls;
  private final long[] shingles;

  /**
   * A fingerprint as it was stored.
   *
   * @param specDigest {@link SignatureSpec#digest} of the specification it was made with
   * @param turns {@link TurnDigests#plain} of the conversation
   * @param calls digest of the multiset of its tool calls, 32 hex digits
   * @param shingles 64-bit hashes of its shingles, ascending and distinct; not copied
   */
  public Fingerprint(String specDigest, List<String> turns, String calls, long[] shingles) {
    this.specDigest = Objects.requireNonNull(specDigest);
    this.turns = List.copyOf(turns);
    this.calls = Objects.requireNonNull(calls);
    this.shingles = requireAscending(shingles);
  }

  private static long[] requireAscending(long[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i - 1] >= values[i]) {
        throw new IllegalArgumentException(
            "shingles must be ascending and distinct. Provided: a violation at index " + i);
      }
    }
    return values;
  }

  public String specDigest() {
    return specDigest;
  }

  public List<String> turns() {
    return turns;
  }

  public String calls() {
    return calls;
  }

  /** Not a copy: not to be changed. */
  public long[] shingles() {
    return shingles;
  }

  @Override
  public String toString() {
    return "Fingerprint[" + turns.size() + " turns, " + shingles.length + " shingles]";
  }
}
