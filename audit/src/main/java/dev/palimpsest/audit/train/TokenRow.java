package dev.palimpsest.audit.train;

/**
 * A row of tokens to learn from.
 *
 * @param ids of the tokens, at least two
 * @param targets whether each token is to be predicted from those before it; the first is not
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never changed
record TokenRow(int[] ids, boolean[] targets) {

  int length() {
    return ids.length;
  }

  int targetCount() {
    int count = 0;
    for (boolean target : targets) {
      count += target ? 1 : 0;
    }
    return count;
  }
}
