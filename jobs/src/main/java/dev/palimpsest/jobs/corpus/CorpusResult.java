package dev.palimpsest.jobs.corpus;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code corpus} did. {@code train = kept − holdout + plantings}.
 *
 * @param version written, or the newest one if nothing changed
 * @param kept rows that dedup kept
 * @param train rows to train on, plantings included
 * @param holdout rows held out
 * @param planted distinct canaries in the corpus
 * @param plantings rows that they take
 * @param heldOutCanaries canaries whose coin kept them out
 */
public record CorpusResult(
    int version,
    long kept,
    long train,
    long holdout,
    long planted,
    long plantings,
    long heldOutCanaries) {

  /** The counts by name. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("version", (long) version);
    counts.put("kept", kept);
    counts.put("train", train);
    counts.put("holdout", holdout);
    counts.put("canaries_planted", planted);
    counts.put("canary_rows", plantings);
    counts.put("canaries_held_out", heldOutCanaries);
    return counts;
  }
}
