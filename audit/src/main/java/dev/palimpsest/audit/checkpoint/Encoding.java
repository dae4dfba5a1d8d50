package dev.palimpsest.audit.checkpoint;

/**
 * A text as tokens.
 *
 * @param ids of the tokens
 * @param starts first character of each token, in code points of the text, inclusive
 * @param ends end of each token, in code points, exclusive; 0 and 0 for a token that the tokenizer
 *     added
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never changed
public record Encoding(int[] ids, int[] starts, int[] ends) {

  public Encoding {
    if (starts.length != ids.length || ends.length != ids.length) {
      throw new IllegalArgumentException("an encoding needs one start and one end per token");
    }
  }
}
