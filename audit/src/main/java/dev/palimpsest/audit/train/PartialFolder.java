package dev.palimpsest.audit.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all: it is filled under a hidden name beside its place and
 * then renamed. What an interrupted run left is removed by the next one.
 */
final class PartialFolder implements AutoCloseable {

  private final Path place;
  private final Path path;

  private PartialFolder(Path place, Path path) {
    this.place = place;
    this.path = path;
  }

  /**
   * Begins the folder that is to be at {@code place}.
   *
   * @throws IllegalArgumentException if something is there already
   */
  static PartialFolder begin(Path place) throws IOException {
    Path absolute = place.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      throw new IllegalArgumentException(
          "out must not exist; give another folder or remove it. Provided value: " + place);
    }
    Path path = absolute.resolveSibling("." + absolute.getFileName() + ".partial");
    PartialFolder folder = new PartialFolder(absolute, path);
    folder.close();
    Files.createDirectories(path);
    return folder;
  }

  /** Where to put files until then. */
  Path path() {
    return path;
  }

  /** Puts the folder in its place. */
  void publish() throws IOException {
    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw new IOException("cannot list " + path, e);
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
