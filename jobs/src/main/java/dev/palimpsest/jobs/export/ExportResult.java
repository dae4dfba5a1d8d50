package dev.palimpsest.jobs.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code export} wrote.
 *
 * @param train file of the rows to train on
 * @param holdout file of the rows that were held out
 * @param manifest file that says what the two are
 * @param trainRows lines of the train file
 * @param holdoutRows lines of the hold-out file
 */
public record ExportResult(
    Path train, Path holdout, Path manifest, long trainRows, long holdoutRows) {

  /** The counts by name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(Map.of("train", trainRows, "holdout", holdoutRows));
  }
}
