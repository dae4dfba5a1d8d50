package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a command writes its results to. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes it if it is not there.
   *
   * @throws UserException if it cannot be made
   */
  static Path make(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UserException(
          "--out %s cannot be made (%s). Give a folder that can be written."
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }
}
