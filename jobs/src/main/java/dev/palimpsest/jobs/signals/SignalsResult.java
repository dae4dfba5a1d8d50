package dev.palimpsest.jobs.signals;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code signals} did.
 *
 * @param documents of the audit
 * @param texts distinct ones among them
 * @param asked texts that a model was asked about in this run, over both models
 * @param tokens that it was asked about
 * @param cached texts whose signals were there already, over both models
 */
public record SignalsResult(long documents, long texts, long asked, long tokens, long cached) {

  /** The counts by name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(
        Map.of(
            "documents", documents,
            "texts", texts,
            "asked", asked,
            "tokens", tokens,
            "cached", cached));
  }
}
