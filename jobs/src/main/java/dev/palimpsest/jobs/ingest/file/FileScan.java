package dev.palimpsest.jobs.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What one pass over a file's bytes tells: its digest, and where its lines can be split so that
 * several tasks can read it and still number the lines.
 *
 * @param sha256 hexadecimal digest of the bytes as they lie
 * @param splits consecutive, covering the file; one for compressed files and documents
 */
public record FileScan(String sha256, List<Split> splits) implements Serializable {

  /** Bytes of a split, rounded up to the end of a line. */
  static final long SPLIT_SIZE = 64L * 1024 * 1024;

  /**
   * @param offset first byte
   * @param end byte after the last
   * @param firstLine number of the line at {@code offset}, from 1
   */
  public record Split(long offset, long end, long firstLine) implements Serializable {}

  /** Reads {@code in} to its end. */
  public static FileScan of(SourceFile file, InputStream in) throws IOException {
    return of(file, in, SPLIT_SIZE);
  }

  static FileScan of(SourceFile file, InputStream in, long splitSize) throws IOException {
    boolean splittable = !file.compressed() && !file.document();
    MessageDigest digest = newDigest();
    List<Split> splits = new ArrayList<>();
    byte[] buffer = new byte[1 << 16];
    long position = 0;
    long splitStart = 0;
    long splitLine = 1;
    long line = 1;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
      for (int i = 0; splittable && i < count; i++) {
        if (buffer[i] == '\n') {
          line++;
          long next = position + i + 1;
          if (next - splitStart >= splitSize) {
            splits.add(new Split(splitStart, next, splitLine));
            splitStart = next;
            splitLine = line;
          }
        }
      }
      position += count;
    }
    if (position > splitStart || splits.isEmpty()) {
      splits.add(new Split(splitStart, position, splitLine));
    }
    return new FileScan(HexFormat.of().formatHex(digest.digest()), splits);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
