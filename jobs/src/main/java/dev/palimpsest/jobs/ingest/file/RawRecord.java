package dev.palimpsest.jobs.ingest.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.jobs.ingest.format.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A record of a file, or why there is none at its place.
 *
 * @param line from 1; of a document's array, the element's position
 * @param sha256 hexadecimal digest of the line, or of the element's compact JSON
 * @param value the JSON object; null if there is a fault
 * @param fault null if there is a value
 */
public record RawRecord(
    long line, String sha256, @Nullable JsonNode value, @Nullable Reason fault) {

  static RawRecord of(long line, String sha256, JsonNode value) {
    return value.isObject()
        ? new RawRecord(line, sha256, value, null)
        : new RawRecord(line, sha256, null, Reason.NOT_AN_OBJECT);
  }

  static RawRecord fault(long line, String sha256, Reason fault) {
    return new RawRecord(line, sha256, null, fault);
  }

  /** Carries no content: records hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "RawRecord[line " + line + ", " + (fault == null ? "read" : fault) + "]";
  }
}
