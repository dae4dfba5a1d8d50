package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Version 1: a 1, b 2, c 3. Version 2: d 4 is added. Version 3: b is 5. Version 4: c is gone. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableChangesTest {

  private static final StructType SCHEMA =
      struct(required("id", STRING), required(LakeTable.RUN_ID, STRING), required("number", LONG));

  private static final LakeTable TABLE =
      new LakeTable("numbers", SCHEMA, List.of("id"), List.of("id"), 1);

  private SparkSession spark;
  private Lake lake;
  private Path folder;

  @BeforeAll
  void write(SparkSession session, @TempDir Path temporary) {
    spark = session;
    // A name that is not the same in a path and in a URI.
    folder = temporary.resolve("a lake");
    lake = Lake.openOrCreate(spark, folder.toString());
    TABLE.append(rows("a", 1L, "b", 2L, "c", 3L), lake, commit(), "first");
    TABLE.append(rows("d", 4L), lake, commit(), "second");
    TABLE.upsert(rows("b", 5L), lake, commit());
    TABLE.delete(rows("c", 0L), List.of("id"), lake, commit());
    assertThat(TABLE.currentVersion(spark, lake)).isEqualTo(4);
  }

  @Test
  void of_versions_givesTheRowsThatOneOfThemHas() {
    assertThat(changes(4, 4)).contains(List.of());
    assertThat(changes(1, 2)).contains(List.of("d 4"));
    assertThat(changes(2, 3)).contains(List.of("b 2", "b 5"));
    assertThat(changes(3, 4)).contains(List.of("c 3"));
    assertThat(changes(1, 4)).contains(List.of("b 2", "b 5", "c 3", "d 4"));
  }

  @Test
  void of_columnsThatDidNotChange_givesNothing() {
    Optional<Dataset<Row>> ids = TableChanges.of(spark, lake, TABLE, 2, 3, col("id"));

    assertThat(ids.map(Dataset::count)).contains(0L);
  }

  @Test
  void of_versionsThatTheLogDoesNotTellApart_isEmpty() {
    assertThat(changes(-1, 4)).isEmpty();
    assertThat(changes(4, 5)).isEmpty();
    assertThat(TableChanges.of(spark, lake, TABLE, 4, 3, col("id"))).isEmpty();
  }

  @Test
  void of_removedFileThatSomebodyVacuumed_isEmpty(@TempDir Path temporary) throws IOException {
    Lake other = Lake.openOrCreate(spark, temporary.resolve("lake").toString());
    TABLE.append(rows("a", 1L), other, commit(), "first");
    Path file;
    try (var files = Files.list(temporary.resolve("lake/numbers"))) {
      file = files.filter(name -> name.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    TABLE.upsert(rows("a", 2L), other, commit());
    Files.delete(file);

    assertThat(TableChanges.of(spark, other, TABLE, 1, 2, col("id"))).isEmpty();
  }

  private Optional<List<String>> changes(long from, long to) {
    return TableChanges.of(spark, lake, TABLE, from, to, col("id"), col("number"))
        .map(
            rows ->
                rows.collectAsList().stream()
                    .map(row -> row.getString(0) + " " + row.getLong(1))
                    .sorted()
                    .toList());
  }

  private Dataset<Row> rows(Object... idsAndNumbers) {
    List<Row> rows =
        IntStream.range(0, idsAndNumbers.length / 2)
            .mapToObj(i -> RowFactory.create(idsAndNumbers[2 * i], "r", idsAndNumbers[2 * i + 1]))
            .toList();
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Commit commit() {
    return new Commit("r", "test", "", Map.of());
  }
}
