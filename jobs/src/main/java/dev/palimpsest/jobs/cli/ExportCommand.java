package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.export.ExportJob;
import dev.palimpsest.jobs.lake.Lake;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "export", description = "Write a corpus version as the files that trainers read.")
final class ExportCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--corpus",
      paramLabel = "NAME[@VERSION]",
      description = "Default: the newest version of the configured corpus.")
  @Nullable String corpus;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    String name = corpus == null ? options.configuration().corpus().name() : corpus;
    try (SparkSession session = spark.session("export")) {
      Lake lake = Lake.open(session, options.lake);
      CorpusVersion version = CorpusVersion.of(session, lake, name);
      if (options.dryRun) {
        Console.say("would write corpus %s to %s", version, out);
        return ExitCodes.DONE;
      }
      Console.counts("export", new ExportJob(session, lake, version, out).run().counts());
      return ExitCodes.DONE;
    }
  }
}
