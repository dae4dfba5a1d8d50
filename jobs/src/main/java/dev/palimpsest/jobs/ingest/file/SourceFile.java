package dev.palimpsest.jobs.ingest.file;

import java.io.Serializable;

/**
 * A file of traces.
 *
 * @param uri where it lies, fully qualified
 * @param name its path below the path that was given
 * @param size bytes
 * @param modifiedAt milliseconds since 1970
 */
public record SourceFile(String uri, String name, long size, long modifiedAt)
    implements Serializable {

  /** Whether the bytes are gzip-compressed. */
  public boolean compressed() {
    return uri.endsWith(".gz");
  }

  /** Whether the file is one JSON document, not a record per line. */
  public boolean document() {
    return name.endsWith(".json") || name.endsWith(".json.gz");
  }
}
