package dev.palimpsest.jobs.ingest;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.ingest.file.FileScan;
import dev.palimpsest.jobs.ingest.file.SourceFile;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.util.SerializableConfiguration;

/** Reads a file once for its digest and its splits. */
final class ScanFiles implements MapFunction<SourceFile, ScannedFile> {

  private static final long serialVersionUID = 1;

  private final SerializableConfiguration hadoop;

  ScanFiles(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public ScannedFile call(SourceFile file) {
    Path path = new Path(file.uri());
    try (var in = path.getFileSystem(hadoop.value()).open(path)) {
      return new ScannedFile(file, FileScan.of(file, in));
    } catch (IOException e) {
      throw new JobFailedException(
          "%s cannot be read (%s). Check the permissions and run ingest again."
              .formatted(file.uri(), e.getClass().getSimpleName()),
          e);
    }
  }
}
