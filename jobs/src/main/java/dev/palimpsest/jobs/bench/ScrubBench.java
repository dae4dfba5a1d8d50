package dev.palimpsest.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Generated calls of an agent through {@code ingest}, {@code collapse} and {@code scrub}, twice: a
 * small lake first, which pays for the start of Spark and the compiler, then the one that counts.
 */
public final class ScrubBench {

  private final SparkSession spark;
  private final Path folder;
  private final Path policy;
  private final BenchCalls calls;
  private final Consumer<String> listener;
  private final StageMeter meter;

  /**
   * @param folder new; the lakes and the calls lie there
   * @param policy that masks e-mail addresses
   * @param listener told what is being done
   */
  public ScrubBench(
      SparkSession spark, Path folder, Path policy, long seed, Consumer<String> listener) {
    this.spark = spark;
    this.folder = folder;
    this.policy = policy;
    this.calls = new BenchCalls(seed);
    this.listener = listener;
    this.meter = new StageMeter(spark);
  }

  /**
   * Runs the stages on both lakes.
   *
   * @param first bytes of the lake that warms up
   * @param second bytes of the lake that counts
   * @return what each stage cost
   * @throws JobFailedException if an address is left, or has no finding
   */
  public List<StageCost> run(long first, long second) throws IOException {
    List<StageCost> costs = new ArrayList<>(stages("first: ", first));
    costs.addAll(stages("", second));
    return costs;
  }

  private List<StageCost> stages(String prefix, long bytes) throws IOException {
    Path own = Files.createDirectories(folder.resolve(prefix.isEmpty() ? "second" : "first"));
    Path input = Files.createDirectories(own.resolve("calls"));
    Path file = input.resolve("calls.jsonl");
    listener.accept(prefix + "generate %.0f MB".formatted(bytes / 1e6));
    long count = calls.write(file, bytes);
    Path key = own.resolve("lake.key");
    Files.writeString(key, "00".repeat(32));
    LakeKey lakeKey = new LakeKey("file:" + key);
    Lake lake = Lake.openOrCreate(spark, own.resolve("lake").toString());
    IngestConfiguration ingest =
        new IngestConfiguration(Formats.OPENAI_CHAT, List.of(input.toString()), lakeKey);
    ScrubConfiguration scrub =
        new ScrubConfiguration(
            PolicyReader.read(policy), JobRun.sha256(Files.readString(policy)), lakeKey, null);
    List<StageCost> costs = new ArrayList<>();
    long size = Files.size(file);
    listener.accept(prefix + "ingest");
    costs.add(
        meter.measure(
            prefix + "ingest", count, size, () -> new IngestJob(spark, lake, ingest).run()));
    listener.accept(prefix + "collapse");
    costs.add(
        meter.measure(prefix + "collapse", count, size, () -> new CollapseJob(spark, lake).run()));
    listener.accept(prefix + "scrub");
    costs.add(
        meter.measure(prefix + "scrub", count, size, () -> new ScrubJob(spark, lake, scrub).run()));
    check(spark, lake, count);
    return costs;
  }

  /** A scrub that leaves an address, or rows, is no faster. */
  static void check(SparkSession spark, Lake lake, long conversations) {
    long rows = Scrubbed.TABLE.read(spark, lake).count();
    long left =
        Scrubbed.TABLE
            .read(spark, lake)
            .filter(to_json(col(Traces.MESSAGES)).contains(BenchCalls.HOST))
            .count();
    long found =
        Findings.TABLE.read(spark, lake).filter(col(Findings.TYPE).equalTo("EMAIL")).count();
    if (rows != conversations || left > 0 || found != conversations * BenchCalls.ADDRESSES) {
      throw new JobFailedException(
          "The benchmark's own check failed: of %d conversations %d are in scrubbed, %d of them with an address; %d of %d addresses were found."
              .formatted(conversations, rows, left, found, conversations * BenchCalls.ADDRESSES));
    }
  }
}
