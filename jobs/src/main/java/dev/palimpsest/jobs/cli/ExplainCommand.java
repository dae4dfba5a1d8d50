package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.explain.ExplainCheckpoint;
import dev.palimpsest.jobs.explain.ExplainRow;
import dev.palimpsest.jobs.explain.ExplainSubject;
import dev.palimpsest.jobs.explain.ExplainTrace;
import dev.palimpsest.jobs.explain.ExplainVerdict;
import dev.palimpsest.jobs.lake.Lake;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "explain",
    description = "Tell what the lake knows of a row, trace, person, checkpoint or verdict.")
final class ExplainCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @ArgGroup(multiplicity = "1")
  What what = new What();

  /** One of them. */
  static final class What {
    @Option(
        names = "--row",
        paramLabel = "ID",
        description = "A row of traces or of an exported file: its id, or 8 or more digits of it.")
    @Nullable String row;

    @Option(
        names = "--trace",
        paramLabel = "ID",
        description = "Trace or conversation, as the log names it.")
    @Nullable String trace;

    @Option(
        names = "--subject",
        paramLabel = "WHO",
        description =
            "A person, as the log names them, or the subject_key of the table traces; - reads it from standard input.")
    @Nullable String subject;

    @Option(names = "--checkpoint", paramLabel = "ID", description = "A checkpoint's id or name.")
    @Nullable String checkpoint;

    @Option(
        names = "--verdict",
        paramLabel = "SHA256",
        description = "A verdict's sha256, or the first digits of it.")
    @Nullable String verdict;
  }

  @Override
  public Integer call() {
    try (SparkSession session = spark.session("explain")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would read lake %s; explain changes nothing", lake.root());
        return ExitCodes.DONE;
      }
      lines(session, lake).forEach(StandardOutput::line);
      StandardOutput.flush();
      return ExitCodes.DONE;
    }
  }

  private List<String> lines(SparkSession session, Lake lake) {
    if (what.row != null) {
      return new ExplainRow(session, lake).lines(what.row);
    }
    if (what.trace != null) {
      return new ExplainTrace(session, lake).lines(what.trace);
    }
    if (what.subject != null) {
      return new ExplainSubject(session, lake, options.key(options.configuration()))
          .lines(what.subject.equals("-") ? TextInput.line() : what.subject);
    }
    if (what.checkpoint != null) {
      return new ExplainCheckpoint(session, lake).lines(what.checkpoint);
    }
    return new ExplainVerdict(session, lake).lines(String.valueOf(what.verdict));
  }
}
