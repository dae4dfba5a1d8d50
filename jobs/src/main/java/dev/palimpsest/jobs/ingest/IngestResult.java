package dev.palimpsest.jobs.ingest;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code ingest} did. {@code records = kept + quarantined + superseded + repeated}.
 *
 * @param files read in this run
 * @param records lines that are not blank, and elements of documents
 * @param kept records that gave rows
 * @param rows answers: a record with several choices gives several
 * @param quarantined records that could not be used
 * @param superseded records that say the same as another with their id
 * @param repeated records of a file that was read before, in an earlier state
 */
public record IngestResult(
    long files,
    long records,
    long kept,
    long rows,
    long quarantined,
    long superseded,
    long repeated) {

  static final IngestResult NOTHING_NEW = new IngestResult(0, 0, 0, 0, 0, 0, 0);

  /** The counts by name. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put("files", files);
    counts.put("records", records);
    counts.put("kept", kept);
    counts.put("rows", rows);
    counts.put("quarantined", quarantined);
    counts.put("superseded", superseded);
    counts.put("repeated", repeated);
    return counts;
  }
}
