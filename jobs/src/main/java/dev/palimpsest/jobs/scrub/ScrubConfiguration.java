package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.mask.KeyReference;
import dev.palimpsest.mask.Policy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scrub} is asked to do.
 *
 * @param policy what is masked and how
 * @param policySha256 digest of the policy's file
 * @param key under which inputs and outputs are digested
 * @param tokens key of pseudonyms; needed if the policy makes any
 * @param profile how the columns of the lake are profiled first
 */
public record ScrubConfiguration(
    Policy policy,
    String policySha256,
    LakeKey key,
    @Nullable KeyReference tokens,
    ProfileSettings profile)
    implements Serializable {

  public ScrubConfiguration {
    if (policy.needsKey() && tokens == null) {
      throw new IllegalArgumentException(
          "scrub.policy %s makes tokens and keys.tokens is none. Set keys.tokens to env:NAME or file:PATH."
              .formatted(policy.name()));
    }
  }

  /** Without a profile. */
  public ScrubConfiguration(
      Policy policy, String policySha256, LakeKey key, @Nullable KeyReference tokens) {
    this(policy, policySha256, key, tokens, ProfileSettings.none());
  }

  /** What the rows depend on, beside the profile: its version is an input. */
  record Effective(
      String policy, String policySha256, String keyFingerprint, int tokenKeyVersion) {}

  Effective effective() {
    return new Effective(
        policy.name(), policySha256, key.fingerprint(), tokens == null ? 0 : tokens.version());
  }
}
