package dev.palimpsest.jobs.checkpoint;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.checkpoint.Adapter;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.CheckpointException;
import dev.palimpsest.audit.checkpoint.Digests;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.corpus.Snapshot;
import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A checkpoint folder → a row of {@link Checkpoints}. The same bytes are registered once. */
public final class RegisterJob {

  private static final String JOB = "register";

  private final SparkSession spark;
  private final Lake lake;
  private final RegisterConfiguration configuration;

  public RegisterJob(SparkSession spark, Lake lake, RegisterConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Registers it.
   *
   * @return the checkpoint's id
   * @throws UserException if a folder is no checkpoint or adapter, or the corpus is not there
   */
  public String run() {
    try {
      return register();
    } catch (CheckpointException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private String register() {
    Path folder = configuration.checkpoint().toAbsolutePath().normalize();
    Checkpoint checkpoint = Checkpoint.open(folder);
    Digests digests = checkpoint.digests();
    List<String> adapters = new ArrayList<>();
    List<String> adapterDigests = new ArrayList<>();
    for (Path path : configuration.adapters()) {
      Adapter adapter = Adapter.open(path.toAbsolutePath().normalize(), checkpoint);
      adapters.add(adapter.folder().toString());
      adapterDigests.add(JobRun.sha256(adapter.digests().toString()));
    }
    Path base =
        configuration.base() == null ? null : configuration.base().toAbsolutePath().normalize();
    String baseFolder =
        !adapters.isEmpty() ? folder.toString() : base == null ? null : base.toString();
    String baseDigest =
        !adapters.isEmpty()
            ? digests.weights()
            : base == null ? null : Checkpoint.open(base).digests().weights();
    CorpusVersion corpus =
        configuration.corpus() == null
            ? null
            : CorpusVersion.of(spark, lake, configuration.corpus());
    String id =
        JobRun.sha256(
                String.join(
                    "\n",
                    digests.weights(),
                    adapterDigests.toString(),
                    digests.config(),
                    digests.tokenizer(),
                    digests.template().orElse("")))
            .substring(0, 16);
    if (!Checkpoints.TABLE
        .read(spark, lake)
        .filter(col(Checkpoints.CHECKPOINT_ID).equalTo(id))
        .isEmpty()) {
      return id;
    }
    JobRun run = JobRun.of(spark, lake, JOB, Map.of("name", configuration.name()), Map.of(), id);
    var row =
        RowFactory.create(
            id,
            run.id(),
            configuration.name(),
            folder.toString(),
            ConversationColumns.sequence(adapters),
            digests.weights(),
            ConversationColumns.sequence(adapterDigests),
            digests.config(),
            digests.tokenizer(),
            digests.template().orElse(null),
            baseFolder,
            baseDigest,
            configuration.baseRevision(),
            corpus == null ? null : corpus.name(),
            corpus == null ? null : Integer.valueOf(corpus.version()),
            corpus == null ? null : Snapshot.digest(corpus.rows(spark, lake)),
            trainer(configuration.adapters().isEmpty() ? folder : configuration.adapters().get(0)),
            configuration.owner(),
            -1L);
    Checkpoints.TABLE.append(
        spark.createDataFrame(List.of(row), Checkpoints.SCHEMA), lake, run.commit(), "checkpoint");
    run.finish(Map.of("registered", 1L), Checkpoints.TABLE);
    return id;
  }

  private static @Nullable String trainer(Path folder) {
    Path record = folder.resolve("trainer.json");
    try {
      return Files.isRegularFile(record) ? Files.readString(record) : null;
    } catch (IOException e) {
      throw new UserException(
          "%s cannot be read (%s).".formatted(record, e.getClass().getSimpleName()), e);
    }
  }
}
