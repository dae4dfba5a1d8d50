package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.mask.Policy;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Policies that the command line names: of the gate, and of what is masked. */
final class Policies {

  private Policies() {}

  /**
   * The gate policy of {@code file}, or the one for use inside the company.
   *
   * @throws UserException naming the key that is wrong
   */
  static PolicyFile gate(@Nullable Path file) {
    Path path = file != null ? file : shipped("gate", "internal.yaml");
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

  /**
   * The policy of {@code file} for what is masked, or the standard one.
   *
   * @throws UserException naming the key that is wrong
   */
  static Policy masking(@Nullable Path file) {
    Path path = file != null ? file : shipped("policy", "default.yaml");
    try {
      return PolicyReader.read(path);
    } catch (IOException e) {
      throw new UserException(
          "The policy %s cannot be read (%s). Give --policy a file that can."
              .formatted(path, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path shipped(String folder, String name) {
    return Path.of(System.getProperty("palimpsest.home", "."), "conf", folder, name);
  }
}
