package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.corpus.CorpusJob;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "build", description = "ingest, collapse, scrub, dedup and corpus in one go.")
final class BuildCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "Format of the files: openai-chat.")
  String format = "";

  @Mixin LossOptions losses = new LossOptions();

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  List<String> paths = List.of();

  @Override
  public Integer call() {
    Configuration file = options.configuration();
    var ingest = new IngestConfiguration(IngestCommand.format(format), paths, options.key(file));
    ScrubConfiguration scrub = ScrubCommand.configuration(options);
    if (options.dryRun) {
      Console.say("would build corpus %s from %s in %s", file.corpus().name(), paths, options.lake);
      return ExitCodes.DONE;
    }
    try (SparkSession session = spark.session("build")) {
      Lake lake = Lake.openOrCreate(session, options.lake);
      Console.counts("ingest", new IngestJob(session, lake, ingest).run().counts());
      Console.counts("collapse", new CollapseJob(session, lake).run().counts());
      Console.counts("scrub", new ScrubJob(session, lake, scrub).run().counts());
      Console.counts(
          "dedup", new DedupJob(session, lake, losses.applied(file.dedup())).run().counts());
      Console.counts("corpus", new CorpusJob(session, lake, file.corpus()).run().counts());
      return ExitCodes.DONE;
    }
  }
}
