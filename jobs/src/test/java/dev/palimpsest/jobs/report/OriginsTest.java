package dev.palimpsest.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.report.CorpusOrigins;
import dev.palimpsest.audit.report.CorpusOrigins.ClusterCount;
import dev.palimpsest.audit.report.CorpusOrigins.SourceCount;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class OriginsTest {

  private static final Commit COMMIT = new Commit("test", "test", "", Map.of());

  @Test
  void of_lake_countsSourcesAndClusters(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.toString());
    List<String> decisions =
        new ArrayList<>(
            List.of(
                "('a1', 'drop', 'collapse', 'exact', '/bot')",
                "('a2', 'drop', 'collapse', 'prefix', '/bot')",
                "('a3', 'drop', 'scrub', 'quarantine', '/bot')",
                "('a7', 'drop', 'scrub', 'dropped', '/bot')",
                "('a4', 'drop', 'dedup', 'exact', '/bot')",
                "('a5', 'drop', 'dedup', 'near', '/bot')",
                "('a6', 'keep', 'dedup', null, '/bot')"));
    for (int i = 0; i < 21; i++) {
      decisions.add("('b%1$d', 'keep', 'dedup', null, '/s%1$02d')".formatted(i));
    }
    write(
        spark,
        lake,
        """
        SELECT row_id, 'test' AS run_id, action, job, stage, CAST(null AS string) AS keeper,
               CAST(null AS double) AS jaccard, CAST(null AS double) AS containment,
               CAST(null AS int) AS shared_bands, 0L AS comparisons, source, '' AS reason,
               '' AS rule_version
        FROM VALUES %s v(row_id, action, job, stage, source)"""
            .formatted(String.join(", ", decisions)),
        Decisions.TABLE);
    String rows =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "('r%d', %dL, null)".formatted(i, 10L * i))
            .collect(Collectors.joining(", "));
    write(
        spark,
        lake,
        """
        SELECT 'main' AS corpus, 1 AS version, row_id, 'test' AS run_id,
               IF(row_id = 'held', 'holdout', 'train') AS split,
               row_id AS unit, duplicates, row_id AS cluster, 1D AS weight, canary AS canary_id
        FROM VALUES %s, ('once', 1L, null), ('big', 20000L, null), ('c', 1L, 'canary'), ('held', 5L, null)
             v(row_id, duplicates, canary)"""
            .formatted(rows),
        Corpus.TABLE);

    CorpusOrigins origins = Origins.of(spark, lake, new CorpusVersion("main", 1));

    assertThat(origins.sources())
        .hasSize(21)
        .startsWith(
            new SourceCount("/bot", 7, 1, 1, 2, 1, 1, 1),
            new SourceCount("/s00", 1, 0, 0, 0, 0, 0, 1))
        .endsWith(new SourceCount("2 other sources", 2, 0, 0, 0, 0, 0, 2));
    assertThat(origins.clusters())
        .containsExactly(
            new ClusterCount(1, 1, 1, 1, List.of("once")),
            new ClusterCount(10, 99, 5, 150, List.of("r5", "r4", "r3")),
            new ClusterCount(10_000, -1, 1, 20_000, List.of("big")));
  }

  private static void write(SparkSession spark, Lake lake, String query, LakeTable table) {
    table.append(spark.sql(query), lake, COMMIT, "rows");
  }
}
