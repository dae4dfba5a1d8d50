package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class LakeTableTest {

  private static final StructType SCHEMA =
      struct(required("id", STRING), required(LakeTable.RUN_ID, STRING), required("number", LONG));

  private static final LakeTable TABLE = table(1);

  private SparkSession spark;
  private Path folder;
  private Lake lake;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    spark = session;
    folder = temporary.resolve("lake");
    lake = Lake.openOrCreate(spark, folder.toString());
  }

  @Test
  void append_sameOperationOfARunAgain_addsNothing() {
    TABLE.append(rows("r1", "a", 1L), lake, commit("r1"), "rows");
    TABLE.append(rows("r1", "a", 1L), lake, commit("r1"), "rows");
    TABLE.append(rows("r2", "b", 2L), lake, commit("r2"), "rows");

    assertThat(lines()).containsExactly("a r1 1", "b r2 2");
    assertThat(TABLE.currentVersion(spark, lake)).isEqualTo(2);
  }

  @Test
  void append_missingColumn_isRefused() {
    Dataset<Row> rows = rows("r1", "a", 1L).drop("number");

    assertThatThrownBy(() -> TABLE.append(rows, lake, commit("r1"), "rows"))
        .isInstanceOf(JobFailedException.class)
        .hasMessage("Rows for table things do not fit: number is missing.");
  }

  @Test
  void upsert_rowsThatDifferInTheRunAlone_stay() {
    assertThat(TABLE.upsert(rows("r1", "a", 1L, "b", 2L), lake, commit("r1"))).isEqualTo(2);
    assertThat(TABLE.upsert(rows("r2", "a", 1L, "b", 3L, "c", 4L), lake, commit("r2")))
        .isEqualTo(2);
    long version = TABLE.currentVersion(spark, lake);
    assertThat(TABLE.upsert(rows("r3", "c", 4L), lake, commit("r3"))).isZero();

    assertThat(lines()).containsExactly("a r1 1", "b r2 3", "c r2 4");
    assertThat(TABLE.currentVersion(spark, lake)).isEqualTo(version);
  }

  @Test
  void replace_otherKeys_areDeleted() {
    TABLE.replace(rows("r1", "a", 1L, "b", 2L), lake, commit("r1"));
    assertThat(TABLE.replace(rows("r2", "b", 2L, "c", 3L), lake, commit("r2"))).isEqualTo(2);

    assertThat(lines()).containsExactly("b r1 2", "c r2 3");
  }

  @Test
  void delete_values_goAndNothingElse() {
    TABLE.append(rows("r1", "a", 1L, "b", 2L), lake, commit("r1"), "rows");
    TABLE.delete(rows("", "b", 0L, "x", 0L), List.of("id"), lake, commit("r2"));

    assertThat(lines()).containsExactly("a r1 1");
  }

  @Test
  void append_afterSomebodyWasKilledMakingTheTable_makesIt() throws IOException {
    Files.createDirectories(folder.resolve("things/_delta_log/_commits"));
    Files.writeString(folder.resolve("things/_delta_log/.00000000000000000000.json.tmp"), "{");

    TABLE.append(rows("r1", "a", 1L), lake, commit("r1"), "rows");

    assertThat(lines()).containsExactly("a r1 1");
  }

  @Test
  void read_tableOfANewerProgram_isRefused() {
    table(2).append(rows("r1", "a", 1L), lake, commit("r1"), "rows");

    assertThatThrownBy(() -> TABLE.read(spark, lake))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Table things of lake %s has version 2 and this program knows version 1. Use the program that made it, or a newer one."
                .formatted(lake.root()));
  }

  @Test
  void openOrCreate_afterSomebodyWasKilledMakingTheLake_makesIt() throws IOException {
    Path other = folder.resolveSibling("other");
    Files.createDirectories(other);
    Files.writeString(other.resolve(".palimpsest-lake.json.unfinished"), "{");

    Lake.openOrCreate(spark, other.toString());

    assertThat(other.resolve(Lake.MARKER)).hasContent("{\"format\":1}\n");
  }

  private static LakeTable table(int version) {
    return new LakeTable("things", SCHEMA, List.of("id"), List.of("id"), version);
  }

  private static Commit commit(String run) {
    return new Commit(run, "test", "", Map.of());
  }

  private Dataset<Row> rows(String run, Object... idsAndNumbers) {
    Row[] rows = new Row[idsAndNumbers.length / 2];
    Arrays.setAll(
        rows, i -> RowFactory.create(idsAndNumbers[2 * i], run, idsAndNumbers[2 * i + 1]));
    return spark.createDataFrame(List.of(rows), SCHEMA);
  }

  private List<String> lines() {
    return TABLE
        .read(spark, lake)
        .orderBy("id")
        .selectExpr("concat_ws(' ', id, run_id, number)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
