package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.pii.RuleBudgetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/** A file or standard input, line by line to standard output. */
final class TextInput {

  private TextInput() {}

  /** What is done with the lines. */
  interface Work {
    void run(InputStream in, OutputStream out) throws IOException;
  }

  /** The first line of standard input, without what surrounds it. */
  static String line() {
    try {
      return new Scanner(System.in, StandardCharsets.UTF_8).nextLine().strip();
    } catch (NoSuchElementException e) {
      throw new UserException("Standard input is empty. Give a line on it.", e);
    }
  }

  static int each(@Nullable Path file, Work work) throws IOException {
    try (InputStream in = file == null ? System.in : Files.newInputStream(file)) {
      work.run(in, StandardOutput.stream());
      StandardOutput.flush();
      return ExitCodes.DONE;
    } catch (NoSuchFileException e) {
      throw new UserException("%s does not exist. Give a file that does.".formatted(file), e);
    } catch (IllegalArgumentException | RuleBudgetException e) {
      // A rule that takes too long is the user's own: the message names it.
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }
}
