package dev.palimpsest.audit.canary;

/** Whether a planted secret reached the model: a canary cut away in preparation shows nothing. */
public enum CanarySurvival {
  /** Every token of the secret is a training target with its own sentence before it. */
  SURVIVED,
  /** Some token of the secret lies behind the last position that is trained on. */
  TRUNCATED,
  /** The secret is cut by the edge of a packed sequence, or starts one. */
  SPLIT,
  /** Some token of the secret is no training target: a prompt, or masked. */
  NOT_TRAINED,
  /** No token covers the secret. */
  ABSENT;

  /**
   * Survival where every row is one sequence, cut at a length.
   *
   * @param starts first character of each token of the row, in code points
   * @param ends end of each token, in code points, exclusive
   * @param inLoss whether each token is a training target
   * @param sequenceLength tokens that a sequence may have, ≥ 1
   */
  public static CanarySurvival afterTruncation(
      Canary canary, int[] starts, int[] ends, boolean[] inLoss, int sequenceLength) {
    return check(canary, starts, ends, inLoss, 0, sequenceLength, TRUNCATED);
  }

  /**
   * Survival where rows stand one behind the other and are cut into sequences of equal length.
   *
   * @param offset tokens before the row in the packed stream, ≥ 0
   */
  public static CanarySurvival afterPacking(
      Canary canary, int[] starts, int[] ends, boolean[] inLoss, long offset, int sequenceLength) {
    return check(canary, starts, ends, inLoss, offset, sequenceLength, SPLIT);
  }

  private static CanarySurvival check(
      Canary canary,
      int[] starts,
      int[] ends,
      boolean[] inLoss,
      long offset,
      int sequenceLength,
      CanarySurvival cut) {
    if (starts.length != ends.length || starts.length != inLoss.length) {
      throw new IllegalArgumentException(
          "every token must have a start, an end and a training flag. Provided counts: "
              + starts.length
              + ", "
              + ends.length
              + ", "
              + inLoss.length);
    }
    if (sequenceLength < 1) {
      throw new IllegalArgumentException(
          "sequence length must be at least 1. Provided value: " + sequenceLength);
    }
    int first = -1;
    int last = -1;
    boolean trained = true;
    for (int i = 0; i < starts.length; i++) {
      if (ends[i] > canary.secretStart() && starts[i] < canary.secretEnd() && starts[i] < ends[i]) {
        first = first < 0 ? i : first;
        last = i;
        trained &= inLoss[i];
      }
    }
    if (first < 0) {
      return ABSENT;
    }
    long start = offset + first;
    long end = offset + last;
    boolean whole =
        cut == TRUNCATED
            ? end < sequenceLength
            : start / sequenceLength == end / sequenceLength && start % sequenceLength != 0;
    if (!whole) {
      return cut;
    }
    return trained ? SURVIVED : NOT_TRAINED;
  }
}
