package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A chain of digests over the turns of a conversation, by which exact copies and prefixes are found
 * without comparing text.
 *
 * <p>With turns t₁ … tₙ the digests are hᵢ = H(hᵢ₋₁ ‖ tᵢ), each 128 bits as 32 lower-case hex
 * digits, h₀ zero. Two conversations are exact copies when their last digests are equal, or when
 * both have no digest; one is a strict prefix of another when its last digest is one of the other's
 * digests before the last.
 *
 * <p>A turn is role, text and tool calls (name, arguments) as the package description says. System
 * messages, tools offered, reasoning, names, ids, times and metadata take no part: conversations
 * that differ in their system prompts alone are copies. A conversation without any text and call is
 * no prefix of another, so its last digest is made apart: H(hₙ ‖ marker).
 */
public final class TurnDigests {

  private static final int LEAST_KEY_BYTES = 16;
  private static final byte[] END_OF_EMPTY = {0};
  private static final HexFormat HEX = HexFormat.of();

  private final TurnHash hash;

  private TurnDigests(TurnHash hash) {
    this.hash = hash;
  }

  /**
   * Digests by HMAC-SHA256, for text that may hold personal data: without the key nobody can try
   * out which text a digest belongs to.
   *
   * @param key at least 16 bytes; conversations compare only under the same key
   * @throws IllegalArgumentException if the key is shorter
   */
  public static TurnDigests keyed(byte[] key) {
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "turn digest key must have at least 16 bytes. Provided length: " + key.length);
    }
    return new TurnDigests(new TurnHash.Keyed(key));
  }

  /** Digests by XXH3-128, fast and without a key: for scrubbed text only. */
  public static TurnDigests plain() {
    return new TurnDigests(new TurnHash.Plain());
  }

  /** One digest for each turn of {@code conversation}, in order. */
  public List<String> of(Conversation conversation) {
    return of(Turn.of(conversation));
  }

  List<String> of(List<Turn> turns) {
    List<String> digests = new ArrayList<>(turns.size());
    byte[] chain = new byte[TurnHash.BYTES];
    for (Turn turn : turns) {
      chain = hash.hash(chain, turn.encoded());
      digests.add(HEX.formatHex(chain));
    }
    if (!digests.isEmpty() && Turn.allEmpty(turns)) {
      digests.set(digests.size() - 1, HEX.formatHex(hash.hash(chain, END_OF_EMPTY)));
    }
    return digests;
  }
}
