package dev.palimpsest.jobs.scrub;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.jobs.lake.JobRun;
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
 * @param entities model that is asked about what the rules leave open; null for rules alone
 */
public record ScrubConfiguration(
    Policy policy,
    String policySha256,
    LakeKey key,
    @Nullable KeyReference tokens,
    ProfileSettings profile,
    @Nullable EntitySettings entities)
    implements Serializable {

  public ScrubConfiguration {
    if (policy.needsKey() && tokens == null) {
      throw new IllegalArgumentException(
          "scrub.policy %s makes tokens and keys.tokens is none. Set keys.tokens to env:NAME or file:PATH."
              .formatted(policy.name()));
    }
  }

  /** By rules alone. */
  public ScrubConfiguration(
      Policy policy,
      String policySha256,
      LakeKey key,
      @Nullable KeyReference tokens,
      ProfileSettings profile) {
    this(policy, policySha256, key, tokens, profile, null);
  }

  /** By rules alone, without a profile. */
  public ScrubConfiguration(
      Policy policy, String policySha256, LakeKey key, @Nullable KeyReference tokens) {
    this(policy, policySha256, key, tokens, ProfileSettings.none());
  }

  /**
   * Digest of all that decides what is masked: the policy's, or where a model is asked one of the
   * policy, the model and the threshold. Rows of one lake have one.
   */
  String decisionSha256() {
    return entities == null
        ? policySha256
        : JobRun.sha256(
            "%s\n%s\n%s".formatted(policySha256, entities.model().sha256(), entities.threshold()));
  }

  /** What the rows depend on, beside the profile: its version is an input. */
  record Effective(
      String policy,
      String policySha256,
      String keyFingerprint,
      int tokenKeyVersion,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String entityModelSha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double entityThreshold) {}

  Effective effective() {
    return new Effective(
        policy.name(),
        policySha256,
        key.fingerprint(),
        tokens == null ? 0 : tokens.version(),
        entities == null ? null : entities.model().sha256(),
        entities == null ? null : entities.threshold());
  }
}
