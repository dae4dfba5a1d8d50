package dev.palimpsest.jobs.bench;

import java.util.SplittableRandom;

/** What the documents of a benchmark are like. */
public enum Workload {
  /** Three quarters unique; the rest copies, near copies and decoys of earlier ones. */
  MIXED {
    @Override
    Kind kind(SplittableRandom random) {
      double dice = random.nextDouble();
      if (dice < 0.75) {
        return Kind.UNIQUE;
      }
      return dice < 0.80 ? Kind.EXACT : dice < 0.95 ? Kind.NEAR : Kind.DECOY;
    }
  },
  /** Half are one and the same; half have one text around values and a tool call of their own. */
  SKEWED {
    @Override
    Kind kind(SplittableRandom random) {
      return random.nextBoolean() ? Kind.IDENTICAL : Kind.TEMPLATED;
    }
  };

  /** What a document is to the others. */
  enum Kind {
    /** Like no other. */
    UNIQUE,
    /** The text of an earlier unique one. */
    EXACT,
    /** An earlier unique one with a stretch of other words; Jaccard .85 to .97. */
    NEAR,
    /** The same with more of them; Jaccard .50 to .75, so both must stay. */
    DECOY,
    /** The one text of which there are many. */
    IDENTICAL,
    /** Words of a template, and a tool call that no other has, so all must stay. */
    TEMPLATED
  }

  abstract Kind kind(SplittableRandom random);
}
