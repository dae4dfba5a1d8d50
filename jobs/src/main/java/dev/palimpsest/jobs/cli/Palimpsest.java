package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point of {@code cluster/palimpsest}: the commands, in the order of the data's way. */
@Command(
    name = "palimpsest",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Palimpsest.VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Trace lakes to fine-tuning corpora that can be defended, and what the fine-tuned model"
            + " remembers of them.",
    exitCodeOnInvalidInput = ExitCodes.USER,
    exitCodeOnExecutionException = ExitCodes.BUG,
    subcommands = {
      IngestCommand.class,
      CollapseCommand.class,
      ScrubCommand.class,
      DedupCommand.class,
      CorpusCommand.class,
      BuildCommand.class,
      ExportCommand.class,
      TrainCommand.class,
      RegisterCommand.class,
      SignalsCommand.class,
      ProbeCommand.class,
      GateCommand.class,
      GateCheckCommand.class,
      ReportCommand.class,
      AuditCommand.class,
      ExplainCommand.class,
      ShowCommand.class,
      CatalogueCommand.class,
      DetectCommand.class,
      MaskCommand.class,
      LogprobsCommand.class,
      InterferenceCommand.class,
      GenerateCommand.class,
      BenchCommand.class,
      DemoCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done or PASS, 1 bug, 2 job failed, 3 bad configuration or input,",
      "20 gate FAIL, 21 gate INCONCLUSIVE."
    })
public final class Palimpsest {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  boolean verbose;

  private Palimpsest() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and gives its exit code. */
  static int run(String... arguments) {
    Palimpsest palimpsest = new Palimpsest();
    try {
      return palimpsest.execute(arguments);
    } catch (Error failure) {
      // The command line hands on exceptions only; Hadoop tells of a full disk by an error.
      return palimpsest.explain(failure);
    }
  }

  private int execute(String... arguments) {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (failure, given) -> {
              String message = String.valueOf(failure.getMessage());
              Console.say(
                  "palimpsest: %s%s See --help.", message, message.endsWith(".") ? "" : ".");
              return ExitCodes.USER;
            })
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
        .execute(GateCheckCommand.joined(arguments));
  }

  private int explain(Throwable failure) {
    if (verbose) {
      failure.printStackTrace(); // asked for
    }
    UserException user = cause(failure, UserException.class);
    if (user != null) {
      Console.say("palimpsest: " + user.getMessage());
      return ExitCodes.USER;
    }
    JobFailedException failed = cause(failure, JobFailedException.class);
    if (failed != null) {
      Console.say("palimpsest: " + failed.getMessage());
      return ExitCodes.FAILED;
    }
    return Failures.explain(failure, verbose);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /** The version that {@code --version} prints. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"palimpsest " + dev.palimpsest.jobs.lake.Version.current()};
    }
  }
}
