package dev.palimpsest.jobs.dedup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.near.NearRule;
import dev.palimpsest.near.SignatureSpec;
import java.util.Collection;
import java.util.Set;

/**
 * What {@code dedup} depends on.
 *
 * @param threshold least Jaccard similarity of near-duplicates, in (0, 1]
 * @param growth what later rows can change
 * @param allowedLoss from which share of a source on its loss is an alarm
 * @param acceptedSources whose loss is none in this run, because somebody has looked at it
 */
public record DedupConfiguration(
    double threshold, Growth growth, AllowedLoss allowedLoss, Set<String> acceptedSources) {

  /** Signatures of all lakes are made with it. */
  static final SignatureSpec SPEC = SignatureSpec.DEFAULT;

  public DedupConfiguration {
    acceptedSources = Set.copyOf(acceptedSources);
    new NearRule(SPEC, threshold);
  }

  /** As it is written in a configuration, where no loss can be accepted beforehand. */
  @JsonCreator
  public DedupConfiguration(
      @JsonProperty("threshold") double threshold,
      @JsonProperty("growth") Growth growth,
      @JsonProperty("allowed-loss") AllowedLoss allowedLoss) {
    this(threshold, growth, allowedLoss, Set.of());
  }

  /** One run decides for all, and no loss is an alarm. */
  public static DedupConfiguration of(double threshold) {
    return new DedupConfiguration(threshold, Growth.REBUILD, AllowedLoss.any());
  }

  /** This one, with any loss of {@code sources} allowed. */
  public DedupConfiguration accepting(Collection<String> sources) {
    return new DedupConfiguration(threshold, growth, allowedLoss, Set.copyOf(sources));
  }

  NearRule rule() {
    return new NearRule(SPEC, threshold);
  }

  /** As decisions cite it: version, threshold, specification. */
  String ruleVersion() {
    return "%s t=%s spec=%s".formatted(NearRule.VERSION, threshold, SPEC.digest().substring(0, 12));
  }

  /**
   * Bounds of work. They do not change which rows stay; which of several near rows that stay a
   * dropped row cites can depend on {@code buckets}.
   *
   * @param buckets which members of a bucket are compared in the first round
   * @param rounds at most so many; rows that stay are looked at again while buckets are cut short
   * @param singleTaskPairs up to so many verified pairs are decided in one task (16 bytes each)
   * @param batchShare share of new rows, in [0, 1], up to which only what they touch is looked at
   * @param broadcastRows keys of up to so many open rows are sent to every executor (about 2 kB
   *     each) rather than sorted together with those of the lake
   */
  record Bounds(
      BucketPairs buckets,
      int rounds,
      long singleTaskPairs,
      double batchShare,
      long broadcastRows) {

    static final Bounds DEFAULT = new Bounds(BucketPairs.DEFAULT, 5, 4_000_000, 0.1, 100_000);
  }

  /** What the decisions depend on, for the identity of a run. */
  record Effective(double threshold, Growth growth, String rule, String spec) {}

  Effective effective() {
    return new Effective(threshold, growth, ruleVersion(), SPEC.digest());
  }
}
