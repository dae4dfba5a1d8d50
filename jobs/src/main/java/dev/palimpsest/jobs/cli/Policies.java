package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gate policies of the command line. */
final class Policies {

  private Policies() {}

  /**
   * The policy of {@code file}, or the one for use inside the company.
   *
   * @throws UserException naming the key that is wrong
   */
  static PolicyFile read(@Nullable Path file) {
    Path path =
        file != null
            ? file
            : Path.of(System.getProperty("palimpsest.home", "."), "conf", "gate", "internal.yaml");
    try {
      return PolicyFile.read(path);
    } catch (IOException e) {
      throw new UserException(
          "The gate policy %s cannot be read (%s). Give --policy a file that can."
              .formatted(path, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw new UserException(path + ": " + e.getMessage(), e);
    }
  }
}
