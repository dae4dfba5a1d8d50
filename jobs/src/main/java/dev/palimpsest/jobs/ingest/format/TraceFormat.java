package dev.palimpsest.jobs.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A format whose records can be read one by one. */
public interface TraceFormat {

  /**
   * The rows of a record.
   *
   * @param record a JSON object
   * @param lineSha256 hexadecimal SHA-256 of the record's bytes, its id when it has no other
   * @throws RecordFault if the record cannot be used
   */
  CanonicalRecord read(JsonNode record, String lineSha256) throws RecordFault;

  /** The record's own id, also of a record that {@link #read} refuses; null if it has none. */
  @Nullable String recordId(JsonNode record);
}
