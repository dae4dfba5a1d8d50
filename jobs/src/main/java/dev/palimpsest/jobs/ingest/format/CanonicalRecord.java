package dev.palimpsest.jobs.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a file gives.
 *
 * @param recordId the record's own id; records with one id are one record
 * @param rows one per answer
 */
public record CanonicalRecord(@Nullable String recordId, List<CanonicalRow> rows) {

  public CanonicalRecord {
    rows = List.copyOf(rows);
  }

  public boolean hasFinishReason() {
    return rows.stream().anyMatch(CanonicalRow::hasFinishReason);
  }

  /** Code points of contents, reasonings and arguments of all rows. */
  public long contentSize() {
    return rows.stream().mapToLong(CanonicalRow::contentSize).sum();
  }
}
