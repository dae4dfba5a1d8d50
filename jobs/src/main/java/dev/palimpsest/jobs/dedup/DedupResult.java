package dev.palimpsest.jobs.dedup;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code dedup} decided. {@code rows = kept + exact + near} and {@code traces = rows +
 * droppedBefore}.
 *
 * @param traces rows of the lake
 * @param droppedBefore traces that earlier jobs dropped
 * @param rows scrubbed rows that were looked at
 * @param kept rows that stay
 * @param exact copies of another scrubbed row
 * @param near near-duplicates of another
 * @param signatures made in this run
 * @param pairs verified near-duplicate pairs
 * @param notCompared pairs of rows that stay, share a bucket and were not compared, since the
 *     bucket is too big; 0 means that nothing was missed but by chance of the bands
 * @param changed decisions that were not in the lake before
 */
public record DedupResult(
    long traces,
    long droppedBefore,
    long rows,
    long kept,
    long exact,
    long near,
    long signatures,
    long pairs,
    long notCompared,
    long changed) {

  static final DedupResult NOTHING_NEW = new DedupResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The counts by name. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("traces", traces);
    counts.put("dropped_before", droppedBefore);
    counts.put("rows", rows);
    counts.put("kept", kept);
    counts.put("exact", exact);
    counts.put("near", near);
    counts.put("signatures", signatures);
    counts.put("pairs", pairs);
    counts.put("not_compared", notCompared);
    counts.put("changed", changed);
    return counts;
  }
}
