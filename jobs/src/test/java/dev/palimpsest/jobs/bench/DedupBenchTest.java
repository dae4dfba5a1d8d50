package dev.palimpsest.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

// Its meter counts what all tasks of the JVM cost.
@Isolated
@ExtendWith(SparkExtension.class)
class DedupBenchTest {

  private static final Path KEEP_ALL =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy", "keep-all.yaml");

  @TempDir Path folder;

  @Test
  void documents_copies_areAsSimilarAsTheirKindSays() throws IOException {
    Path file = folder.resolve("documents.jsonl");
    new BenchDocuments(Workload.MIXED, 5).write(file, 0, 400);
    List<JsonNode> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      all.add(new ObjectMapper().readTree(line));
    }

    assertThat(Files.size(file) / 400.0).isCloseTo(1200, within(200.0));
    int copies = 0;
    for (JsonNode document : all) {
      String kind = document.at("/metadata/kind").textValue();
      JsonNode base = all.get(document.at("/metadata/group").asInt());
      double jaccard = jaccard(shingles(document), shingles(base));
      switch (kind) {
        case "UNIQUE" -> assertThat(base).isEqualTo(document);
        case "EXACT" -> assertThat(document.get("messages")).isEqualTo(base.get("messages"));
        case "NEAR" -> assertThat(jaccard).isBetween(0.84, 0.98);
        case "DECOY" -> assertThat(base).isEqualTo(document); // in no other's group
        default -> throw new AssertionError(kind);
      }
      copies += kind.equals("NEAR") || kind.equals("EXACT") ? 1 : 0;
    }
    assertThat(copies).isBetween(50, 110);
  }

  @Test
  void run_mixed_findsThePlantedCopiesAndNothingElse(SparkSession spark) throws IOException {
    DedupBench.Result result = bench(spark, Workload.MIXED).run(200, 20);

    assertThat(result.costs())
        .extracting(StageCost::stage)
        .containsExactly(
            "ingest",
            "collapse",
            "scrub",
            "dedup",
            "batch: ingest",
            "batch: collapse",
            "batch: scrub",
            "batch: dedup");
    assertThat(result.costs()).allMatch(cost -> cost.wallSeconds() > 0 && cost.cpuSeconds() > 0);
    assertThat(result.check().copies()).isBetween(25L, 65L);
    assertThat(result.check().undetected()).isZero();
    assertThat(result.check().wronglyDropped()).isZero();

    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    long kept =
        Decisions.TABLE
            .read(spark, lake)
            .filter(col(Decisions.ACTION).equalTo(Decisions.KEEP))
            .count();
    // Two copies of one document need not be near each other: where it goes, both may stay.
    assertThat(220 - kept).isBetween(result.check().copies() * 3 / 4, result.check().copies());
    // A program that keeps everything is found out.
    Decisions.TABLE.upsert(
        Decisions.TABLE.read(spark, lake).withColumn(Decisions.ACTION, lit(Decisions.KEEP)),
        lake,
        new Commit("broken", "broken", "", Map.of()));
    assertThat(DuplicateCheck.of(spark, lake).recall()).isZero();
  }

  @Test
  void documents_skewed_areOneTextOrCallsOfTheirOwn() throws IOException {
    Path file = folder.resolve("documents.jsonl");
    new BenchDocuments(Workload.SKEWED, 5).write(file, 0, 200);
    Set<String> identical = new HashSet<>();
    Set<String> calls = new HashSet<>();
    int templated = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode document = new ObjectMapper().readTree(line);
      if (document.at("/metadata/kind").textValue().equals("IDENTICAL")) {
        identical.add(line);
      } else {
        templated++;
        calls.add(document.at("/messages/1/tool_calls").toString());
      }
    }

    assertThat(identical).hasSize(1);
    assertThat(templated).isBetween(70, 130);
    assertThat(calls).hasSize(templated);
  }

  private DedupBench bench(SparkSession spark, Workload workload) {
    return new DedupBench(spark, folder, KEEP_ALL, workload, 3, what -> {});
  }

  private static Set<List<String>> shingles(JsonNode document) {
    String text =
        document.at("/messages/0/content").textValue()
            + " "
            + document.at("/messages/1/content").textValue();
    List<String> words = List.of(text.split(" "));
    Set<List<String>> shingles = new HashSet<>();
    for (int i = 0; i + 5 <= words.size(); i++) {
      shingles.add(words.subList(i, i + 5));
    }
    return shingles;
  }

  private static double jaccard(Set<List<String>> a, Set<List<String>> b) {
    Set<List<String>> both = new HashSet<>(a);
    both.retainAll(b);
    return both.size() / (double) (a.size() + b.size() - both.size());
  }
}
