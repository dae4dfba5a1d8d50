package dev.palimpsest.jobs.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * Failures that this program did not foresee. Only the kinds of the exceptions are printed: their
 * messages may quote rows.
 */
final class Failures {

  private Failures() {}

  static int explain(Throwable failure, boolean verbose) {
    Throwable root = failure;
    boolean inputOutput = failure instanceof IOException;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
      inputOutput |= root instanceof IOException;
    }
    String more = verbose ? "" : " --verbose shows where.";
    String text = String.valueOf(root.getMessage());
    if (text.contains("No space left on device")) {
      Console.say(
          "palimpsest: The disk is full. Free some space and run the command again: it goes on where it stopped.");
      return ExitCodes.FAILED;
    }
    if (root instanceof AccessDeniedException
        || text.contains("Permission denied")
        || text.contains("Read-only file system")
        || text.contains("Mkdirs failed to create")) {
      Console.say(
          "palimpsest: A file or folder cannot be written: permission denied. Check the permissions of the lake and of the output folder.%s",
          more);
      return ExitCodes.USER;
    }
    if (inputOutput || root instanceof FileSystemException) {
      Console.say(
          "palimpsest: A file could not be read or written (%s).%s",
          root.getClass().getSimpleName(), more);
      return ExitCodes.FAILED;
    }
    if (root instanceof OutOfMemoryError) {
      Console.say(
          "palimpsest: Out of memory. Give the driver more with PALIMPSEST_MEMORY, such as 8g.");
      return ExitCodes.FAILED;
    }
    Console.say("palimpsest: This is a bug: %s.%s", root.getClass().getSimpleName(), more);
    return ExitCodes.BUG;
  }
}
