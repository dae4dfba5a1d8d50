package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.gate.GateCheck;
import dev.palimpsest.audit.gate.Outcome;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gate check}: written in two words, but it has none of {@code gate}'s required options. */
@Command(
    name = GateCheckCommand.NAME,
    hidden = true,
    description = "The outcome of a verdict file, without Spark.")
final class GateCheckCommand implements Callable<Integer> {

  static final String NAME = "gate-check";

  @Option(
      names = "--verdict",
      required = true,
      paramLabel = "FILE",
      description = "Verdict as JSON.")
  Path verdict = Path.of("");

  /** The arguments with the two words made one. */
  static String[] joined(String[] arguments) {
    if (arguments.length < 2 || !arguments[0].equals("gate") || !arguments[1].equals("check")) {
      return arguments;
    }
    String[] joined = new String[arguments.length - 1];
    joined[0] = NAME;
    System.arraycopy(arguments, 2, joined, 1, joined.length - 1);
    return joined;
  }

  @Override
  public Integer call() {
    try {
      Outcome outcome = GateCheck.outcome(verdict, LocalDate.now(ZoneOffset.UTC));
      StandardOutput.line(outcome.name());
      StandardOutput.flush();
      return outcome.exitCode();
    } catch (IOException e) {
      throw new UserException(
          "The verdict %s cannot be read (%s).".formatted(verdict, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }
}
