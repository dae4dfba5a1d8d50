package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.bench.DedupBench;
import dev.palimpsest.jobs.bench.ScrubBench;
import dev.palimpsest.jobs.bench.StageCost;
import dev.palimpsest.jobs.bench.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "How fast the jobs are on this machine.",
    subcommands = {BenchCommand.Dedup.class, BenchCommand.Scrub.class})
final class BenchCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Console.say("palimpsest: bench needs the name of a benchmark: dedup or scrub. See --help.");
    return ExitCodes.USER;
  }

  /** What all benchmarks take. */
  static final class BenchOptions {

    @Option(
        names = "--cores",
        paramLabel = "N",
        defaultValue = "2",
        description = "Default: ${DEFAULT-VALUE}.")
    int cores;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Of what is generated. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description = "Where a folder for the lake is made, and deleted. Default: the system's.")
    @Nullable Path parent;

    /** What a benchmark does in a folder of its own. */
    interface Work {
      List<String> lines(SparkSession session, Path folder) throws IOException;
    }

    int run(Work work) throws IOException {
      if (cores < 1) {
        Console.say("palimpsest: --cores must be at least 1. Provided value: %d", cores);
        return ExitCodes.USER;
      }
      Path folder =
          parent == null
              ? Files.createTempDirectory("palimpsest-bench")
              : Files.createTempDirectory(parent, "palimpsest-bench");
      try (SparkSession session =
          SessionFactory.open("local[%d]".formatted(cores), "bench", Map.of())) {
        work.lines(session, folder).forEach(StandardOutput::line);
        StandardOutput.flush();
        return ExitCodes.DONE;
      } finally {
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
  }

  private static Path policy(String name) {
    return Path.of(System.getProperty("palimpsest.home", "."), "conf", "policy", name + ".yaml");
  }

  @Command(
      name = "scrub",
      description = {
        "Generated calls of an agent through ingest, collapse and scrub, a small lake first; prints",
        "what each stage cost, after no address was left in what came out."
      })
  static final class Scrub implements Callable<Integer> {

    @Option(
        names = "--megabytes",
        paramLabel = "N",
        defaultValue = "300",
        description = "Of calls. Default: ${DEFAULT-VALUE}.")
    long megabytes;

    @Option(
        names = "--warm-up-megabytes",
        paramLabel = "N",
        defaultValue = "150",
        description = "Of the lake before, in the same process. Default: ${DEFAULT-VALUE}.")
    long warmUp;

    @Mixin BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException {
      if (megabytes < 1 || warmUp < 1) {
        Console.say(
            "palimpsest: --megabytes and --warm-up-megabytes must be at least 1. Provided values: %d and %d",
            megabytes, warmUp);
        return ExitCodes.USER;
      }
      return options.run(
          (session, folder) ->
              table(
                  new ScrubBench(
                          session,
                          folder,
                          policy("default"),
                          options.seed,
                          what -> Console.say("» " + what))
                      .run(warmUp * 1_000_000, megabytes * 1_000_000)));
    }
  }

  @Command(
      name = "dedup",
      description = {
        "Generated documents of a kilobyte through ingest, collapse, scrub and dedup, then a batch",
        "of one percent more; prints what each stage cost, after its decisions were checked."
      })
  static final class Dedup implements Callable<Integer> {

    @Option(
        names = "--documents",
        paramLabel = "N",
        defaultValue = "100000",
        description = "Default: ${DEFAULT-VALUE}.")
    long documents;

    @Option(
        names = "--workload",
        paramLabel = "NAME",
        defaultValue = "mixed",
        description = {
          "mixed: three quarters unique, the rest copies, near copies, decoys.",
          "skewed: half are one and the same, half fill one template.",
          "Default: ${DEFAULT-VALUE}."
        })
    Workload workload = Workload.MIXED;

    @Mixin BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException {
      if (documents < 100) {
        Console.say("palimpsest: --documents must be at least 100. Provided value: %d", documents);
        return ExitCodes.USER;
      }
      return options.run(
          (session, folder) ->
              lines(
                  new DedupBench(
                          session,
                          folder,
                          policy("keep-all"),
                          workload,
                          options.seed,
                          what -> Console.say("» " + what))
                      .run(documents, documents / 100)));
    }

    private static List<String> lines(DedupBench.Result result) {
      List<String> lines = table(result.costs());
      lines.add("");
      lines.add(
          "Of %d planted copies %.2f %% were found; %d documents were dropped wrongly. Peak memory: %s"
              .formatted(
                  result.check().copies(),
                  100 * result.check().recall(),
                  result.check().wronglyDropped(),
                  DedupBench.peakMemory() < 0
                      ? "unknown"
                      : number(DedupBench.peakMemory() / 1e9) + " GB"));
      return lines;
    }
  }

  private static List<String> table(List<StageCost> costs) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        List.of(
            "stage",
            "documents",
            "wall s",
            "CPU s",
            "documents/s",
            "per CPU s",
            "MB/s",
            "shuffle B/document",
            "longest/median task"));
    for (StageCost cost : costs) {
      cells.add(
          List.of(
              cost.stage(),
              Long.toString(cost.documents()),
              number(cost.wallSeconds()),
              number(cost.cpuSeconds()),
              number(cost.documents() / cost.wallSeconds()),
              number(cost.documents() / cost.cpuSeconds()),
              number(cost.bytes() / 1e6 / cost.wallSeconds()),
              number(cost.shuffleBytes() / (double) cost.documents()),
              number(cost.taskSkew())));
    }
    return new ArrayList<>(TableText.aligned(cells));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.1f", value);
  }
}
