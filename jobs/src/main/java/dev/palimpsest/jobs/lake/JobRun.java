package dev.palimpsest.jobs.lake;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * One run of a job. Its id is a digest of what identifies the work: job, program version,
 * configuration, and the versions of the tables (or digests of the files) that it reads. The same
 * work therefore has the same id, on any machine and after any crash; a run whose id is in {@link
 * Runs} is not done again.
 */
public final class JobRun {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final SparkSession spark;
  private final Lake lake;
  private final String configuration;
  private final Commit commit;
  private final Instant started;

  private JobRun(SparkSession spark, Lake lake, String configuration, Commit commit) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
    this.commit = commit;
    this.started = Instant.now();
  }

  /**
   * A run that is about to start.
   *
   * @param configuration the effective configuration: a record that Jackson can write
   * @param inputs table name → version that will be read
   * @param identity what else tells this work from other work, such as digests of input files
   */
  public static JobRun of(
      SparkSession spark,
      Lake lake,
      String job,
      Object configuration,
      Map<String, Long> inputs,
      String identity) {
    String json = json(configuration);
    SortedMap<String, Long> ordered = new TreeMap<>(inputs);
    String configSha256 = sha256(json);
    String runId =
        job
            + "-"
            + sha256(
                    String.join(
                        "\n", job, Version.current(), configSha256, ordered.toString(), identity))
                .substring(0, 16);
    return new JobRun(spark, lake, json, new Commit(runId, job, configSha256, ordered));
  }

  /**
   * For the identity of work whose result another configuration replaces: the newest finished run
   * of {@code job} under another one. To go back to a configuration is then new work, and the same
   * work when it is started again.
   *
   * @param among the runs of the job that replace each other's results
   */
  public static String replaced(
      SparkSession spark, Lake lake, String job, Object configuration, Column among) {
    return Runs.TABLE
        .read(spark, lake)
        .filter(
            col(Runs.JOB)
                .equalTo(job)
                .and(col(Runs.CONFIG_SHA256).notEqual(sha256(json(configuration))))
                .and(among))
        .orderBy(col(Runs.STARTED_AT).desc(), col(Runs.RUN_ID))
        .select(Runs.RUN_ID)
        .takeAsList(1)
        .stream()
        .map(row -> row.getString(0))
        .findAny()
        .orElse("");
  }

  /** Whether one of {@code runs} is a finished run of {@code job} under this configuration. */
  public static boolean isAnyFinished(
      SparkSession spark, Lake lake, String job, Object configuration, List<String> runs) {
    return !runs.isEmpty()
        && !Runs.TABLE
            .read(spark, lake)
            .filter(
                col(Runs.JOB)
                    .equalTo(job)
                    .and(col(Runs.CONFIG_SHA256).equalTo(sha256(json(configuration))))
                    .and(col(Runs.RUN_ID).isInCollection(runs)))
            .isEmpty();
  }

  public String id() {
    return commit.runId();
  }

  public Commit commit() {
    return commit;
  }

  /** Version of an input table that this run reads. */
  public long input(LakeTable table) {
    Long version = commit.inputs().get(table.name());
    if (version == null) {
      throw new IllegalArgumentException(table.name() + " is no input of " + commit.job());
    }
    return version;
  }

  /** Whether this very work was finished before. */
  public boolean finished() {
    return !Runs.TABLE.read(spark, lake).filter(col(Runs.RUN_ID).equalTo(id())).isEmpty();
  }

  /** Records the run, its counts and the versions of the tables it wrote. */
  public void finish(Map<String, Long> counts, LakeTable... outputs) {
    Map<String, Long> versions = new TreeMap<>();
    for (LakeTable table : outputs) {
      versions.put(table.name(), table.currentVersion(spark, lake));
    }
    Runs.TABLE.append(
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    id(),
                    commit.job(),
                    configuration,
                    commit.configSha256(),
                    commit.inputs(),
                    versions,
                    new TreeMap<>(counts),
                    Version.current(),
                    Timestamp.from(started),
                    Duration.between(started, Instant.now()).toMillis(),
                    "done")),
            Runs.SCHEMA),
        lake,
        commit,
        "finish");
  }

  /** Hexadecimal SHA-256 of the text's UTF-8 bytes. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String json(Object configuration) {
    try {
      return JSON.writeValueAsString(configuration);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a configuration record cannot be written as JSON", e);
    }
  }
}
