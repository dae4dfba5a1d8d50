package dev.palimpsest.jobs.dedup;

import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.near.NearRule;
import dev.palimpsest.near.SignatureSpec;

/**
 * What {@code dedup} depends on.
 *
 * @param threshold least Jaccard similarity of near-duplicates, in (0, 1]
 */
public record DedupConfiguration(double threshold) {

  /** Signatures of all lakes are made with it. */
  static final SignatureSpec SPEC = SignatureSpec.DEFAULT;

  public DedupConfiguration {
    new NearRule(SPEC, threshold);
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
   * @param broadcastRows keys of up to so many open rows are sent to every executor (about 2 kB
   *     each) rather than sorted together with those of the lake
   */
  record Bounds(BucketPairs buckets, int rounds, long singleTaskPairs, long broadcastRows) {

    static final Bounds DEFAULT = new Bounds(BucketPairs.DEFAULT, 5, 4_000_000, 100_000);
  }

  /** What the decisions depend on, for the identity of a run. */
  record Effective(double threshold, String rule, String spec) {}

  Effective effective() {
    return new Effective(threshold, ruleVersion(), SPEC.digest());
  }
}
