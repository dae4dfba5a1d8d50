package dev.palimpsest.jobs.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a corpus does about rows that stayed although they hang together by near copies: a is near
 * b, b is near c, b was dropped, a and c stay.
 *
 * @param splitBy what is held out as one
 * @param mostRows of one cluster that enter the corpus, those that stand for most rows first; 0 for
 *     all
 * @param weights of the rows
 */
public record ClusterSettings(SplitBy splitBy, int mostRows, Weights weights) {

  /** Clusters are known and change nothing. */
  public static final ClusterSettings NONE = new ClusterSettings(SplitBy.SUBJECT, 0, Weights.EQUAL);

  public ClusterSettings {
    if (mostRows < 0) {
      throw new IllegalArgumentException(
          "corpus.clusters.most-rows must be at least 0. Provided value: " + mostRows);
    }
  }

  /** What the coin of the hold-out is tossed for. */
  public enum SplitBy {
    /** All rows of a data subject, or of a conversation without one, are on one side. */
    @JsonProperty("subject")
    SUBJECT,

    /**
     * So are all rows of a cluster, and what hangs together with them by a subject. Where templates
     * link most subjects, this leaves few units to toss a coin for.
     */
    @JsonProperty("subject-and-cluster")
    SUBJECT_AND_CLUSTER
  }

  /** How much a row counts in training. */
  public enum Weights {
    /** 1. */
    @JsonProperty("equal")
    EQUAL,

    /** One divided by the rows of its cluster on its side: each cluster counts once in training. */
    @JsonProperty("per-cluster")
    PER_CLUSTER
  }
}
