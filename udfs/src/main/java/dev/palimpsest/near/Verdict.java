package dev.palimpsest.near;

/** What the near-duplicate rule says about two conversations. */
public enum Verdict {
  NEAR,
  BELOW_THRESHOLD,
  /** They call tools with other names or arguments, however alike their text is. */
  OTHER_CALLS,
  /** One request answered twice: another answer to the same history is another row. */
  RETRY,
  /**
   * Near as a whole, but of the shorter one only the last turn differs: {@link NearRule#settle}
   * must see the texts of that turn.
   */
  UNSETTLED
}
