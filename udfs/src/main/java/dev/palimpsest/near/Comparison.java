package dev.palimpsest.near;

/**
 * Two conversations compared.
 *
 * @param verdict what follows
 * @param jaccard |A ∩ B| / |A ∪ B| of their shingle sets, exact, from 0 to 1
 * @param containment |A ∩ B| / min(|A|, |B|), exact, from 0 to 1
 * @param turn index of the turn, system messages not counted, that decides whether the two are one
 *     request answered twice; −1 unless the verdict is {@link Verdict#UNSETTLED}
 */
public record Comparison(Verdict verdict, double jaccard, double containment, int turn) {

  public Comparison {
    if (!(jaccard >= 0 && jaccard <= containment && containment <= 1)) {
      throw new IllegalArgumentException(
          "0 <= jaccard <= containment <= 1 must hold. Provided values: "
              + jaccard
              + ", "
              + containment);
    }
    if ((turn >= 0) != (verdict == Verdict.UNSETTLED)) {
      throw new IllegalArgumentException(
          "turn must be given for UNSETTLED alone. Provided values: " + verdict + ", " + turn);
    }
  }

  Comparison settled(Verdict settled) {
    return new Comparison(settled, jaccard, containment, -1);
  }
}
