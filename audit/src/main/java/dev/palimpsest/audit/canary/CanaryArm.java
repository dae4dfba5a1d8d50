package dev.palimpsest.audit.canary;

/**
 * Where a canary stands in the experiment, without its text.
 *
 * @param id of the canary
 * @param family format of its secret
 * @param tier times it stands, or would stand, in every epoch
 * @param included the coin: whether it went into the training data
 */
public record CanaryArm(String id, String family, int tier, boolean included) {

  public CanaryArm {
    if (tier < 1) {
      throw new IllegalArgumentException(
          "canary tier must be at least 1 in " + id + ". Provided value: " + tier);
    }
  }
}
