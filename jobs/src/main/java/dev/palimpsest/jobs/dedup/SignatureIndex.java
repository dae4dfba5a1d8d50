package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.Preference;
import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lake's {@link Signatures}: completed by each run, all made under one specification. */
final class SignatureIndex {

  private static final String[] BY_ROW_ID = {Signatures.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;

  SignatureIndex(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  Dataset<Row> signatures() {
    return Signatures.TABLE.read(spark, lake);
  }

  /**
   * Refuses to go on with signatures that cannot be compared with those of this program.
   *
   * @throws UserException saying what was found
   */
  void requireOneSpecification() {
    String own = DedupConfiguration.SPEC.digest();
    List<Row> others =
        signatures()
            .filter(col(Signatures.SPEC_SHA256).notEqual(own))
            .select(Signatures.SPEC_SHA256)
            .takeAsList(1);
    if (!others.isEmpty()) {
      throw new UserException(
          "The signatures of lake %s were made under specification %s… and this program makes %s…: shingles, hashes or bands differ, so the two cannot be compared. Use the program that made them, or remove the lake's folders signatures and edges to make all anew."
              .formatted(
                  lake.root(), others.get(0).getString(0).substring(0, 12), own.substring(0, 12)));
    }
  }

  /** Makes the signatures that the lake does not have, and says how many. */
  long sign(DocumentState state, JobRun run) {
    Signatures.TABLE.createIfAbsent(spark, lake);
    if (Signatures.TABLE.holdsNothing(spark, lake)) {
      Signatures.TABLE.append(
          MakeSignatures.of(
              Scrubbed.TABLE.read(spark, lake, run.input(Scrubbed.TABLE)),
              DedupConfiguration.SPEC,
              run.id()),
          lake,
          run.commit(),
          "signatures");
      return signatures().count();
    }
    Dataset<Row> open = state.documentRows().filter(col(DocumentState.SIGNED).equalTo(false));
    // As a rule the newest files alone hold them, and the texts of the others are not read.
    List<Row> files =
        open.groupBy(DocumentState.FILE)
            .agg(count(lit(1)), count(when(col(DocumentState.INDEXED), 1)))
            .collectAsList();
    long unsigned = files.stream().mapToLong(file -> file.getLong(1)).sum();
    if (unsigned == 0) {
      return 0;
    }
    Dataset<Row> scrubbed =
        spark
            .read()
            .schema(Scrubbed.SCHEMA)
            .parquet(
                files.stream()
                    .map(file -> new Path(URI.create(file.getString(0))).toString())
                    .toArray(String[]::new));
    Dataset<Row> made =
        MakeSignatures.of(
            scrubbed.join(open.select(Signatures.ROW_ID), BY_ROW_ID, "left_semi"),
            DedupConfiguration.SPEC,
            run.id());
    if (files.stream().allMatch(file -> file.getLong(2) == 0)) {
      Signatures.TABLE.append(made, lake, run.commit(), "signatures");
      return unsigned;
    }
    return Signatures.TABLE.upsert(made, lake, run.commit());
  }

  /**
   * The documents of {@code state} with their signatures, {@link Repeats#PREFERENCE} and what is
   * known about them.
   */
  Dataset<Row> documents(DocumentState state, Growth growth) {
    return state
        .documentRows()
        .join(signatures(), Signatures.ROW_ID)
        .select(
            col(Signatures.ROW_ID),
            col(Decisions.SOURCE),
            preference(growth).as(Repeats.PREFERENCE),
            col(Signatures.TURN_DIGESTS),
            col(Signatures.SHINGLES),
            col(Signatures.BANDS),
            col(DocumentState.COMPARED),
            col(DocumentState.STAYED));
  }

  private static Column preference(Growth growth) {
    Column preference =
        Preference.of(col(DocumentState.WITHOUT_FEEDBACK), col(Signatures.SHINGLES));
    return switch (growth) {
      case REBUILD -> preference;
      case STICKY ->
          struct(
              col(DocumentState.STAYED).equalTo(false).as("new"),
              preference.as("preference"),
              col(Signatures.ROW_ID).as("row_id"));
    };
  }
}
