package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a {@code .safetensors} file: eight bytes little-endian length, a JSON object of
 * tensors, then their data without holes or overlaps. Everything is checked against the file's size
 * before anything is allocated for it.
 */
final class SafeTensors {
  private static final int LENGTH_BYTES = 8;

  /** The format's own limit. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private SafeTensors() {}

  /** The tensors of the file by name, in the order of their data. */
  static Map<String, TensorEntry> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long header = headerLength(file, channel, size);
      ByteBuffer json = ByteBuffer.allocate((int) header);
      readFully(channel, json, LENGTH_BYTES);
      return entries(file, parse(file, json), LENGTH_BYTES + header, size);
    } catch (IOException e) {
      throw new CheckpointException(file.getFileName() + ": cannot be read: " + file, e);
    }
  }

  private static long headerLength(Path file, FileChannel channel, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw new CheckpointException(
          file.getFileName() + ": too short for a safetensors header: " + size + " bytes");
    }
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, length, 0);
    long header = length.getLong(0);
    if (header < 2 || header > MOST_HEADER_BYTES || header > size - LENGTH_BYTES) {
      throw new CheckpointException(
          file.getFileName()
              + ": the header says that it has "
              + Long.toUnsignedString(header)
              + " bytes, the file has "
              + size);
    }
    return header;
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long start)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, start + target.position()) < 0) {
        throw new IOException("the file ended while it was read");
      }
    }
  }

  private static JsonNode parse(Path file, ByteBuffer json) {
    try {
      JsonNode header = Settings.JSON.readTree(json.array());
      if (!header.isObject()) {
        throw new CheckpointException(file.getFileName() + ": the header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file.getFileName() + ": the header is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException(file.getFileName() + ": the header cannot be read", e);
    }
  }

  private static Map<String, TensorEntry> entries(
      Path file, JsonNode header, long dataStart, long size) {
    List<TensorEntry> entries = new ArrayList<>();
    header
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals("__metadata__")) {
                entries.add(entry(file, field.getKey(), field.getValue(), dataStart, size));
              }
            });
    entries.sort(Comparator.comparingLong(TensorEntry::start).thenComparing(TensorEntry::bytes));
    long end = dataStart;
    Map<String, TensorEntry> byName = new LinkedHashMap<>();
    for (TensorEntry entry : entries) {
      if (entry.start() != end) {
        throw new CheckpointException(
            entry.place()
                + (entry.start() < end ? " overlaps" : " leaves a hole after")
                + " the tensor before it: it begins at byte "
                + (entry.start() - dataStart)
                + " of the data, expected "
                + (end - dataStart));
      }
      end += entry.bytes();
      byName.put(entry.name(), entry);
    }
    if (end != size) {
      throw new CheckpointException(
          file.getFileName() + ": " + (size - end) + " bytes after the last tensor belong to none");
    }
    return byName;
  }

  private static TensorEntry entry(
      Path file, String name, JsonNode node, long dataStart, long size) {
    String place = file.getFileName() + ": tensor " + name;
    JsonNode offsets = node.path("data_offsets");
    JsonNode shape = node.path("shape");
    if (!node.path("dtype").isTextual()
        || node.size() != 3
        || !isLengths(shape)
        || !isLengths(offsets)
        || offsets.size() != 2) {
      throw new CheckpointException(place + " needs dtype, shape and two data_offsets, no more");
    }
    StorageType type = StorageType.find(node.get("dtype").textValue());
    if (type == null) {
      throw new CheckpointException(
          place + " has dtype " + node.get("dtype").textValue() + ", which is not known");
    }
    long begin = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    if (begin > end || end > size - dataStart) {
      throw new CheckpointException(
          place
              + " lies outside the file: bytes "
              + begin
              + " to "
              + end
              + " of "
              + (size - dataStart)
              + " bytes of data");
    }
    List<Long> sizes = new ArrayList<>();
    shape.forEach(axis -> sizes.add(axis.longValue()));
    if (bytes(place, sizes, type) != end - begin) {
      throw new CheckpointException(
          place + " has shape " + sizes + " of " + type + " but " + (end - begin) + " bytes");
    }
    return new TensorEntry(name, type, sizes, file, dataStart + begin, end - begin);
  }

  private static boolean isLengths(JsonNode array) {
    for (JsonNode element : array) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        return false;
      }
    }
    return array.isArray();
  }

  private static long bytes(String place, List<Long> shape, StorageType type) {
    try {
      long bytes = type.bytes();
      for (long axis : shape) {
        bytes = Math.multiplyExact(bytes, axis);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new CheckpointException(place + " has an impossible shape: " + shape, e);
    }
  }
}
