package dev.palimpsest.jobs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person reads while a command works: on standard error, so that output stays clean. */
final class Console {

  private static final PrintStream OUT = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  private Console() {}

  static void say(String format, Object... values) {
    OUT.println(values.length == 0 ? format : format.formatted(values));
  }

  static PrintStream stream() {
    return OUT;
  }

  /** One line: {@code ingest: files 1, kept 1381, …}. */
  static void counts(String job, Map<String, Long> counts) {
    say(
        "%s: %s",
        job,
        counts.entrySet().stream()
            .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
  }
}
