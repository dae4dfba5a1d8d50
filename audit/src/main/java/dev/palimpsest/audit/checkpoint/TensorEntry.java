package dev.palimpsest.audit.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param name as in the file
 * @param type of its elements
 * @param shape sizes of its axes; empty for a single number
 * @param file that holds it
 * @param start of its data, in bytes from the beginning of the file
 * @param bytes of its data: elements times bytes per element
 */
public record TensorEntry(
    String name, StorageType type, List<Long> shape, Path file, long start, long bytes) {

  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** The file's name and the tensor's, for messages. */
  String place() {
    return file.getFileName() + ": tensor " + name;
  }
}
