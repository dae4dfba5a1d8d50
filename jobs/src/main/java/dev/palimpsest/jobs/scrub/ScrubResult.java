package dev.palimpsest.jobs.scrub;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code scrub} did. {@code input = scrubbed + quarantined + dropped}.
 *
 * @param input rows that are kept and were not scrubbed under this policy before
 * @param scrubbed rows written
 * @param quarantined rows on which a detector failed
 * @param dropped rows that the policy takes out
 * @param findings written
 */
public record ScrubResult(
    long input, long scrubbed, long quarantined, long dropped, long findings) {

  static final ScrubResult NOTHING_NEW = new ScrubResult(0, 0, 0, 0, 0);

  /** The counts by name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(
        Map.of(
            "input", input,
            "scrubbed", scrubbed,
            "quarantined", quarantined,
            "dropped", dropped,
            "findings", findings));
  }
}
