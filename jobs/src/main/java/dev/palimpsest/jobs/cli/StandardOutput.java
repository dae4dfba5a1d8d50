package dev.palimpsest.jobs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a script reads: UTF-8 whatever the locale, buffered. */
final class StandardOutput {

  private static final PrintStream OUT =
      new PrintStream(
          new java.io.BufferedOutputStream(
              new java.io.FileOutputStream(java.io.FileDescriptor.out), 1 << 16),
          false,
          StandardCharsets.UTF_8);

  private StandardOutput() {}

  static void line(String line) {
    OUT.print(line);
    OUT.print('\n');
  }

  static void flush() {
    OUT.flush();
  }

  static PrintStream stream() {
    return OUT;
  }
}
