package dev.palimpsest.jobs.ingest.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.jobs.ingest.format.Json;
import dev.palimpsest.jobs.ingest.format.Reason;
import dev.palimpsest.jobs.ingest.format.RecordFault;
import dev.palimpsest.jobs.lake.JobRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The records of a file, or of a split of it, in order. */
public final class RecordReader implements Iterator<RawRecord> {

  private final LineReader lines;
  private final Queue<RawRecord> elements = new ArrayDeque<>();
  private final String name;
  private @Nullable RawRecord next;

  private RecordReader(LineReader lines, String name) {
    this.lines = lines;
    this.name = name;
  }

  /**
   * Records of lines: one a line, blank lines skipped.
   *
   * @param in unpacked bytes from the start of a line
   * @param firstLine its number
   */
  public static RecordReader ofLines(SourceFile file, InputStream in, long firstLine) {
    return new RecordReader(new LineReader(in, firstLine), file.name());
  }

  /** Records of a document: the object that it is, or the elements of its array. */
  public static RecordReader ofDocument(SourceFile file, InputStream in) throws IOException {
    RecordReader reader = new RecordReader(new LineReader(InputStream.nullInputStream(), 1), "");
    reader.readDocument(file, in);
    return reader;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        next = elements.poll();
        if (next != null) {
          break;
        }
        LineReader.Line line = lines.next();
        if (line == null) {
          return false;
        }
        next = record(line);
      }
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("reading " + name, e);
    }
  }

  @Override
  public RawRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RawRecord record = next;
    next = null;
    if (record == null) {
      throw new NoSuchElementException();
    }
    return record;
  }

  private static @Nullable RawRecord record(LineReader.Line line) {
    byte[] bytes = line.bytes();
    if (bytes == null) {
      return RawRecord.fault(
          line.number(),
          line.sha256(),
          line.state() == LineReader.State.CUT ? Reason.TRUNCATED : Reason.TOO_LARGE);
    }
    if (blank(bytes)) {
      return null;
    }
    try {
      return RawRecord.of(line.number(), line.sha256(), Json.parse(utf8(bytes)));
    } catch (RecordFault fault) {
      return RawRecord.fault(line.number(), line.sha256(), fault.reason());
    }
  }

  private void readDocument(SourceFile file, InputStream in) throws IOException {
    byte[] bytes;
    try {
      bytes = withoutMark(in.readAllBytes());
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      elements.add(RawRecord.fault(1, JobRun.sha256(file.name()), Reason.TRUNCATED));
      return;
    }
    String text;
    try {
      text = utf8(bytes);
    } catch (RecordFault fault) {
      elements.add(RawRecord.fault(1, JobRun.sha256(file.name()), fault.reason()));
      return;
    }
    try {
      JsonNode document = Json.parse(text);
      if (document.isArray()) {
        long position = 0;
        for (JsonNode element : document) {
          position++;
          elements.add(RawRecord.of(position, JobRun.sha256(Json.compact(element)), element));
        }
      } else {
        elements.add(RawRecord.of(1, JobRun.sha256(text), document));
      }
    } catch (RecordFault fault) {
      elements.add(RawRecord.fault(1, JobRun.sha256(text), fault.reason()));
    }
  }

  private static byte[] withoutMark(byte[] bytes) {
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return mark ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  private static boolean blank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static String utf8(byte[] bytes) throws RecordFault {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RecordFault(Reason.INVALID_UTF8);
    }
  }
}
