package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.report.Origins;
import dev.palimpsest.jobs.report.ReportJob;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "report", description = "Write an audit with its verdict as one HTML file.")
final class ReportCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin AuditOptions audit = new AuditOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Such as report.html.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    Configuration configuration = options.configuration();
    try (SparkSession session = spark.session("report")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would write the report of %s to %s", audit.checkpoint, out);
        return ExitCodes.DONE;
      }
      AuditOptions.Audit asked = audit.open(session, lake);
      String again =
          ("--lake %s --checkpoint %s %s"
                  .formatted(options.lake, audit.checkpoint, audit.answer.given()))
              .strip();
      ReportJob.About about =
          new ReportJob.About(
              asked.name(),
              Origins.of(session, lake, asked.corpus()),
              Map.of(
                  "corpus", configuration.corpus().seed(), "probe", configuration.probe().seed()),
              List.of(
                  "cluster/palimpsest signals " + again,
                  "cluster/palimpsest probe " + again,
                  "cluster/palimpsest gate " + again,
                  "cluster/palimpsest report " + again + " --out " + out),
              limitations(asked));
      Console.say(
          "report: %s",
          new ReportJob(session, lake, Clock.systemUTC()).run(asked.id(), about, out));
      return ExitCodes.DONE;
    }
  }

  private List<String> limitations(AuditOptions.Audit asked) {
    List<String> limitations = new ArrayList<>();
    if (asked.models().base() == null) {
      limitations.add("The base model is not known, so nothing was compared with it.");
    }
    limitations.addAll(audit.answer.limitations());
    return limitations;
  }
}
