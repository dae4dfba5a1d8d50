package dev.palimpsest.jobs.ingest;

import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.LakeKey;
import java.util.List;

/**
 * What {@code ingest} is asked to do.
 *
 * @param format of all files
 * @param paths files and folders
 * @param key under which subjects and turns are digested
 */
public record IngestConfiguration(Formats format, List<String> paths, LakeKey key) {

  public IngestConfiguration {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("ingest.paths must name at least one file or folder");
    }
  }

  /** What the rows depend on: not where the files lie, nor where the key is kept. */
  record Effective(String format, String keyFingerprint) {}

  Effective effective() {
    return new Effective(format.text(), key.fingerprint());
  }
}
