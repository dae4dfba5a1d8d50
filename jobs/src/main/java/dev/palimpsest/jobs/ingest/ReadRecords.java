package dev.palimpsest.jobs.ingest;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.ingest.file.RawRecord;
import dev.palimpsest.jobs.ingest.file.RecordReader;
import dev.palimpsest.jobs.ingest.file.SourceFile;
import dev.palimpsest.jobs.ingest.format.CanonicalRecord;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.ingest.format.Reason;
import dev.palimpsest.jobs.ingest.format.RecordFault;
import dev.palimpsest.jobs.ingest.format.TraceFormat;
import dev.palimpsest.jobs.lake.LakeKey;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** Reads a split: every record becomes one row of {@link ParsedRecords}. */
final class ReadRecords implements FlatMapFunction<ReadTask, Row> {

  private static final long serialVersionUID = 1;

  private final SerializableConfiguration hadoop;
  private final Formats format;
  private final LakeKey key;

  ReadRecords(SerializableConfiguration hadoop, Formats format, LakeKey key) {
    this.hadoop = hadoop;
    this.format = format;
    this.key = key;
  }

  @Override
  public Iterator<Row> call(ReadTask task) {
    TraceFormat reader = format.format();
    ParsedRecords rows = new ParsedRecords(task, format, key);
    Iterator<RawRecord> records = open(task);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Row next() {
        return parsed(records.next(), reader, rows);
      }
    };
  }

  private static Row parsed(RawRecord record, TraceFormat reader, ParsedRecords rows) {
    if (record.fault() != null) {
      return rows.fault(record, record.fault(), null);
    }
    var value = Objects.requireNonNull(record.value(), "a record has a value or a fault");
    try {
      CanonicalRecord canonical = reader.read(value, record.sha256());
      return rows.record(record, canonical);
    } catch (RecordFault fault) {
      return rows.fault(record, fault.reason(), reader.recordId(value));
    } catch (StackOverflowError e) {
      return rows.fault(record, Reason.TOO_LARGE, null);
    }
  }

  private Iterator<RawRecord> open(ReadTask task) {
    SourceFile file = task.file();
    Path path = new Path(file.uri());
    List<InputStream> opened = new ArrayList<>();
    // Closed with the task, not with the last record: a task may stop early.
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener) context -> opened.forEach(ReadRecords::close));
    try {
      FSDataInputStream in = path.getFileSystem(hadoop.value()).open(path);
      opened.add(in);
      in.seek(task.split().offset());
      InputStream bytes = new Bounded(in, task.split().end() - task.split().offset());
      if (file.compressed()) {
        bytes = unpacked(new BufferedInputStream(bytes, 1 << 16));
      }
      return file.document()
          ? RecordReader.ofDocument(file, bytes)
          : RecordReader.ofLines(file, bytes, task.split().firstLine());
    } catch (IOException e) {
      throw new JobFailedException(
          "%s cannot be read (%s). Check the permissions and run ingest again."
              .formatted(file.uri(), e.getClass().getSimpleName()),
          e);
    }
  }

  /** The unpacked bytes; a file too short to have a header ends early at once. */
  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return InputStream.nullInputStream();
    }
    in.reset();
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (EOFException | java.util.zip.ZipException e) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw e;
        }
      };
    }
  }

  private static void close(@Nullable InputStream in) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        throw new JobFailedException("An input file could not be closed.", e);
      }
    }
  }

  /** At most so many bytes of a stream: a file that grows while it is read is read as scanned. */
  private static final class Bounded extends InputStream {

    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
