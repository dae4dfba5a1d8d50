package dev.palimpsest.jobs.bench;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Generated documents through {@code ingest}, {@code collapse}, {@code scrub} under a policy that
 * changes nothing, and {@code dedup}; then a further batch through the same.
 */
public final class DedupBench {

  /** Near copies that MinHash may miss by chance. */
  private static final double LEAST_RECALL = 0.99;

  private static final double THRESHOLD = 0.8;

  private final SparkSession spark;
  private final Path folder;
  private final Path policy;
  private final BenchDocuments documents;
  private final Consumer<String> listener;
  private final StageMeter meter;

  /**
   * @param folder new; the lake and the documents lie there
   * @param policy that lets everything through
   * @param listener told what is being done
   */
  public DedupBench(
      SparkSession spark,
      Path folder,
      Path policy,
      Workload workload,
      long seed,
      Consumer<String> listener) {
    this.spark = spark;
    this.folder = folder;
    this.policy = policy;
    this.documents = new BenchDocuments(workload, seed);
    this.listener = listener;
    this.meter = new StageMeter(spark);
  }

  /**
   * @param costs stage by stage
   * @param check of all documents, after the last batch
   */
  public record Result(List<StageCost> costs, DuplicateCheck check) {

    public Result {
      costs = List.copyOf(costs);
    }
  }

  /**
   * Runs the stages.
   *
   * @param first documents of the first run
   * @param batch documents that come later; 0 for none
   * @throws JobFailedException if the decisions are not those that the documents were made for
   */
  public Result run(long first, long batch) throws IOException {
    Path input = Files.createDirectories(folder.resolve("documents"));
    Path key = folder.resolve("lake.key");
    Files.writeString(key, "00".repeat(32));
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    List<StageCost> costs = new ArrayList<>();
    LakeKey lakeKey = new LakeKey("file:" + key);
    costs.addAll(stages(lake, lakeKey, input, "", 0, first));
    if (batch > 0) {
      costs.addAll(stages(lake, lakeKey, input, "batch: ", first, first + batch));
    }
    DuplicateCheck check = DuplicateCheck.of(spark, lake);
    if (check.wronglyDropped() > 0 || check.recall() < LEAST_RECALL) {
      throw new JobFailedException(
          "The benchmark's own check failed: of %d planted copies %d were not found, and %d documents were dropped for one that they are no copy of."
              .formatted(check.copies(), check.undetected(), check.wronglyDropped()));
    }
    return new Result(costs, check);
  }

  private List<StageCost> stages(
      Lake lake, LakeKey key, Path input, String prefix, long from, long to) throws IOException {
    listener.accept(prefix + "generate " + (to - from) + " documents");
    Path file = input.resolve("documents-%d.jsonl".formatted(from));
    documents.write(file, from, to);
    long bytes = Files.size(file);
    ScrubConfiguration scrub =
        new ScrubConfiguration(
            PolicyReader.read(policy), JobRun.sha256(Files.readString(policy)), key, null);
    IngestConfiguration ingest =
        new IngestConfiguration(Formats.OPENAI_CHAT, List.of(input.toString()), key);
    record Stage(String name, Runnable work) {}
    List<Stage> stages =
        List.of(
            new Stage("ingest", () -> new IngestJob(spark, lake, ingest).run()),
            new Stage("collapse", () -> new CollapseJob(spark, lake).run()),
            new Stage("scrub", () -> new ScrubJob(spark, lake, scrub).run()),
            new Stage(
                "dedup", () -> new DedupJob(spark, lake, DedupConfiguration.of(THRESHOLD)).run()));
    List<StageCost> costs = new ArrayList<>();
    for (Stage stage : stages) {
      listener.accept(prefix + stage.name());
      costs.add(meter.measure(prefix + stage.name(), to - from, bytes, stage.work()));
    }
    return costs;
  }

  /** Most memory that this process ever held, in bytes; −1 where the system does not tell. */
  public static long peakMemory() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
