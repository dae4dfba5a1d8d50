package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.ingest.IngestResult;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.Lake;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ingest",
    description = "Read trace files into the lake; what cannot be used goes to quarantine.")
final class IngestCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "Format of the files: openai-chat.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  List<String> paths = List.of();

  @Override
  public Integer call() {
    Formats known = format(format);
    var configuration = new IngestConfiguration(known, paths, options.key(options.configuration()));
    if (options.dryRun) {
      Console.say("would read %s as %s into %s", paths, known.text(), options.lake);
      return ExitCodes.DONE;
    }
    try (SparkSession session = spark.session("ingest")) {
      IngestResult result =
          new IngestJob(session, Lake.openOrCreate(session, options.lake), configuration).run();
      Console.counts("ingest", result.counts());
      return ExitCodes.DONE;
    }
  }

  /** The format of that name. */
  static Formats format(String name) {
    return Formats.of(name)
        .orElseThrow(
            () ->
                new UserException(
                    "--format must be one of: %s. Provided value: %s"
                        .formatted(
                            Arrays.stream(Formats.values())
                                .map(Formats::text)
                                .collect(Collectors.joining(", ")),
                            name)));
  }
}
