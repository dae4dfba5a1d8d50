package dev.palimpsest.jobs.dedup;

/** What becomes of a row that stayed, when later rows bring one that is near it and preferred. */
public enum Growth {
  /** The preferred row stays: decisions are those of one run over all rows. */
  REBUILD,

  /** What stayed stays: a corpus that was published changes by new rows alone. */
  STICKY
}
