package dev.palimpsest.ner;

/**
 * A text as tokens, without special ones.
 *
 * @param ids of the tokens
 * @param starts first UTF-16 unit of each, inclusive
 * @param ends last, exclusive
 * @param words number of the word that each is a part of, ascending
 * @param before special tokens that the model wants in front
 * @param after special tokens that it wants behind
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never changed
record Tokens(long[] ids, int[] starts, int[] ends, int[] words, long[] before, long[] after) {

  int size() {
    return ids.length;
  }

  /** Whether a token is the first of its word. */
  boolean startsWord(int token) {
    return token == 0 || words[token] != words[token - 1];
  }
}
