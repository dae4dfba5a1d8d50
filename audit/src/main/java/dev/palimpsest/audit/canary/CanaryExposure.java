package dev.palimpsest.audit.canary;

import dev.palimpsest.audit.stats.Exposure;

/**
 * How far a canary's secret stands out.
 *
 * @param arm the canary's place in the experiment
 * @param secretLogProbability ln p of the secret in its sentence, the sum over its tokens, ≤ 0
 * @param exposure its rank among the references
 */
public record CanaryExposure(CanaryArm arm, double secretLogProbability, Exposure exposure) {

  /**
   * Ranks a canary's secret.
   *
   * @param secret ln p of candidate 0 of {@link CandidateTexts}
   * @param references ln p of candidates 1, 2, …; sums over the secret's tokens, not means, so that
   *     secrets of different token counts compare
   */
  public static CanaryExposure of(CanaryArm arm, double secret, double[] references) {
    return new CanaryExposure(arm, secret, Exposure.of(secret, references));
  }
}
