package dev.palimpsest.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.SparkExtension;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

// Its meter counts what all tasks of the JVM cost.
@Isolated
@ExtendWith(SparkExtension.class)
class ScrubBenchTest {

  private static final Path POLICY =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy", "default.yaml");

  @TempDir Path folder;

  @Test
  void write_calls_areDistinctAndNameTheirAddressSoOften() throws IOException {
    Path file = folder.resolve("calls.jsonl");

    long count = new BenchCalls(3).write(file, 100_000);

    List<String> lines = Files.readAllLines(file);
    Set<String> addresses = new HashSet<>();
    for (String line : lines) {
      JsonNode messages = new ObjectMapper().readTree(line).get("messages");
      addresses.add(messages.get(1).get("content").textValue());
      assertThat(line.split(BenchCalls.HOST, -1)).hasSize(BenchCalls.ADDRESSES + 1);
    }
    assertThat(addresses).hasSize((int) count).hasSameSizeAs(lines);
    assertThat(Files.size(file)).isBetween(100_000L, 115_000L);
  }

  @Test
  void run_smallLakes_arePaidForStageByStage(SparkSession spark) throws IOException {
    List<StageCost> costs =
        new ScrubBench(spark, folder, POLICY, 3, what -> {}).run(60_000, 90_000);

    assertThat(costs)
        .extracting(StageCost::stage)
        .containsExactly(
            "first: ingest", "first: collapse", "first: scrub", "ingest", "collapse", "scrub");
    assertThat(costs).allMatch(cost -> cost.wallSeconds() > 0 && cost.bytes() >= 60_000);
    // A scrub that finds less is found out.
    Lake lake = Lake.open(spark, folder.resolve("second").resolve("lake").toString());
    long conversations = costs.get(5).documents();
    ScrubBench.check(spark, lake, conversations);
    DeltaTable.forPath(spark, lake.path("findings"))
        .delete(col(Findings.LEAF).contains("tool_calls"));
    assertThatThrownBy(() -> ScrubBench.check(spark, lake, conversations))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining(
            "The benchmark's own check failed: of %d conversations".formatted(conversations));
  }
}
