package dev.palimpsest.audit.signal;

import dev.palimpsest.audit.checkpoint.Encoding;
import java.util.Arrays;

/**
 * A row that is to be scored.
 *
 * @param tokens ids; may be empty
 * @param starts first character of each token in code points, inclusive
 * @param ends end of each token in code points, exclusive
 * @param inLoss whether each token was a training target
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to TokenSignals, never changed
public record TokenRow(int[] tokens, int[] starts, int[] ends, boolean[] inLoss) {

  public TokenRow {
    int n = tokens.length;
    if (starts.length != n || ends.length != n || inLoss.length != n) {
      throw new IllegalArgumentException(
          "a row must have one start, end and inLoss per token. Provided tokens: " + n);
    }
  }

  /** A text of which every token was a training target. */
  public static TokenRow of(Encoding encoding) {
    return new TokenRow(
        encoding.ids(), encoding.starts(), encoding.ends(), all(encoding.ids().length));
  }

  /** Tokens without a text: all offsets are 0. */
  public static TokenRow of(int[] tokens) {
    int n = tokens.length;
    return new TokenRow(tokens, new int[n], new int[n], all(n));
  }

  int size() {
    return tokens.length;
  }

  private static boolean[] all(int size) {
    boolean[] all = new boolean[size];
    Arrays.fill(all, true);
    return all;
  }
}
