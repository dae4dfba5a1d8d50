package dev.palimpsest.jobs.collapse;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code collapse} found. {@code traces = kept + exact + prefix}.
 *
 * @param traces rows of the lake
 * @param kept rows that go on to the scrub
 * @param exact copies that were dropped
 * @param prefix histories that another row goes on with
 * @param changed decisions that were not in the lake before
 */
public record CollapseResult(long traces, long kept, long exact, long prefix, long changed) {

  static final CollapseResult NOTHING_NEW = new CollapseResult(0, 0, 0, 0, 0);

  /** The counts by name. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("traces", traces);
    counts.put("kept", kept);
    counts.put("exact", exact);
    counts.put("prefix", prefix);
    counts.put("changed", changed);
    return counts;
  }
}
