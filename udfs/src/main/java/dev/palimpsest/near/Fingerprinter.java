package dev.palimpsest.near;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.palimpsest.text.Conversation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes fingerprints, signatures and band keys of one {@link SignatureSpec}. Immutable.
 *
 * <p>It works on scrubbed text: what it makes is not keyed, and short texts can be guessed from
 * their hashes.
 */
public final class Fingerprinter {

  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final TurnDigests TURN_DIGESTS = TurnDigests.plain();
  private static final TurnHash.Plain CALLS_HASH = new TurnHash.Plain();
  private static final byte[] NOTHING = {};

  private final SignatureSpec spec;
  private final String specDigest;
  private final Shingles shingles;
  private final MinHash minHash;

  public Fingerprinter(SignatureSpec spec) {
    this.spec = spec;
    this.specDigest = spec.digest();
    this.shingles = new Shingles(spec.shingle());
    this.minHash = new MinHash(spec.slots(), spec.seed());
  }

  public Fingerprint fingerprint(Conversation conversation) {
    List<Turn> turns = Turn.of(conversation);
    return new Fingerprint(
        specDigest,
        TURN_DIGESTS.of(turns),
        calls(turns),
        shingles.of(turns.stream().map(Turn::folded).toList()));
  }

  /**
   * The MinHash signature, {@link SignatureSpec#slots} ints from 0 to 2³¹ − 1; empty if the
   * conversation has no shingle.
   */
  public int[] signature(Fingerprint fingerprint) {
    return fingerprint.shingles().length == 0
        ? new int[0]
        : minHash.signature(fingerprint.shingles());
  }

  /**
   * One key for each band; none for an empty signature. Key i is the XXH3-64 hash of the digest of
   * the calls (16 bytes), i and the slots of band i (ints, little-endian). Rows with other calls
   * are never near, so the calls are part of the key: templates that are called with other
   * arguments each time do not meet in one bucket.
   */
  public long[] bandKeys(int[] signature, Fingerprint fingerprint) {
    if (signature.length == 0) {
      return new long[0];
    }
    if (signature.length != spec.slots()) {
      throw new IllegalArgumentException(
          "signature must have " + spec.slots() + " slots. Provided: " + signature.length);
    }
    ByteBuffer key =
        ByteBuffer.allocate(TurnHash.BYTES + Integer.BYTES * (1 + spec.rows()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(HexFormat.of().parseHex(fingerprint.calls()));
    long[] keys = new long[spec.bands()];
    for (int band = 0; band < keys.length; band++) {
      key.position(TurnHash.BYTES).putInt(band);
      key.asIntBuffer().put(signature, band * spec.rows(), spec.rows());
      keys[band] = HASHER.hashBytesToLong(key.array());
    }
    return keys;
  }

  private static String calls(List<Turn> turns) {
    List<Turn.Call> calls = new ArrayList<>();
    turns.forEach(turn -> calls.addAll(turn.calls()));
    calls.sort(Comparator.comparing(Turn.Call::name).thenComparing(Turn.Call::arguments));
    List<String> parts = new ArrayList<>(2 * calls.size());
    for (Turn.Call call : calls) {
      parts.add(call.name());
      parts.add(call.arguments());
    }
    return HexFormat.of().formatHex(CALLS_HASH.hash(NOTHING, Turn.encode(parts)));
  }
}
