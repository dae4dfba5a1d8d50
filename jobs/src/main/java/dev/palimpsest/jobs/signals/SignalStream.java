package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Signals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The signals of an audit → an Arrow IPC stream, {@link SignalVectors#SCHEMA}: one row per document
 * and model, one list per signal, no text. Rows come by model, document and nothing else, so that
 * the same audit gives the same bytes. Memory holds {@value #BATCH_TOKENS} tokens and a row.
 */
public final class SignalStream {

  private static final int BATCH_TOKENS = 1 << 16;
  private static final String MODEL = "model";

  private final SparkSession spark;
  private final Lake lake;
  private final AuditedModels models;

  public SignalStream(SparkSession spark, Lake lake, AuditedModels models) {
    this.spark = spark;
    this.lake = lake;
    this.models = models;
  }

  /**
   * Writes the file, which appears only when it is complete.
   *
   * @return number of rows
   * @throws UserException if the file cannot be written
   */
  public long write(String auditId, Path file) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    try {
      if (folder == null || Files.isDirectory(target)) {
        throw new UserException("--arrow needs a file. Provided value: " + file);
      }
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, ".signals", ".partial");
      try {
        long rows;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
          rows = write(rows(auditId).toLocalIterator(), out);
        }
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        return rows;
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UserException(
          "--arrow %s cannot be written (%s). Give a file that can."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private Dataset<Row> rows(String auditId) {
    Dataset<Row> documents =
        Documents.TABLE
            .read(spark, lake)
            .filter(col(Documents.AUDIT_ID).equalTo(auditId))
            .select(Documents.ROW_ID, Documents.ROLE, Documents.TEXT_SHA256);
    Dataset<Row> signals = of(models.tuned(), "checkpoint");
    ModelReference base = models.base();
    if (base != null) {
      signals = signals.union(of(base, "base"));
    }
    return documents
        .join(signals, Documents.TEXT_SHA256)
        .select(MODEL, Documents.ROW_ID, Documents.ROLE, Documents.TEXT_SHA256, Signals.PACKED)
        .orderBy(MODEL, Documents.ROW_ID);
  }

  private Dataset<Row> of(ModelReference model, String name) {
    return Signals.TABLE
        .read(spark, lake)
        .filter(col(Signals.MODEL_KEY).equalTo(model.key()))
        .select(col(Signals.TEXT_SHA256), lit(name).as(MODEL), col(Signals.PACKED));
  }

  /**
   * @param rows model, row id, role, digest of the text, packed signals
   */
  static long write(Iterator<Row> rows, OutputStream out) throws IOException {
    long written = 0;
    try (BufferAllocator allocator = new RootAllocator();
        SignalVectors vectors = new SignalVectors(allocator);
        ArrowStreamWriter writer = new ArrowStreamWriter(vectors.root(), null, out)) {
      writer.start();
      while (rows.hasNext()) {
        vectors.clear();
        for (long tokens = 0; tokens < BATCH_TOKENS && rows.hasNext(); written++) {
          Row row = rows.next();
          TokenSignals signals = PackedSignals.unpack(row.getAs(4));
          vectors.add(
              row.getString(0), row.getString(1), row.getString(2), row.getString(3), signals);
          tokens += signals.size();
        }
        vectors.finish();
        writer.writeBatch();
      }
      writer.end();
    }
    return written;
  }
}
