package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.mask.PolicyReader;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class VerifyScrubTest {

  private static final Path POLICIES =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy");

  private SparkSession spark;
  private Path folder;
  private Lake lake;

  @BeforeEach
  void scrub(SparkSession session, @TempDir Path temporary) throws IOException {
    spark = session;
    folder = temporary;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeRows.addTraces(
        spark,
        lake,
        List.of(
            LakeRows.of(
                    "a",
                    LakeRows.user("Write to ann.lee@mail.example.com, please"),
                    LakeRows.call("find", "{\"email\": \"ann.lee@mail.example.com\"}"))
                .withFeedback(),
            LakeRows.of("b", LakeRows.user("My SSN is 536-22-8674, and bob@mail.example.com mine")),
            LakeRows.of("c", LakeRows.user("nothing here"))));
    new CollapseJob(spark, lake).run();
    new ScrubJob(spark, lake, configuration("default")).run();
  }

  @Test
  void run_lakeAsItWasScrubbed_isSound() throws IOException {
    assertThat(verify()).isEqualTo(Map.of("rows", 3L, "findings", 4L));
  }

  @Test
  void run_manyEntriesOfMetadata_areSoundInAnyOrder() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      metadata.put("key" + i, "x");
      metadata.put("joe" + i + "@mail.example.com", "x");
    }
    LakeRows.addTraces(
        spark, lake, List.of(LakeRows.of("d", LakeRows.user("hello")).withMetadata(metadata)));
    new CollapseJob(spark, lake).run();
    new ScrubJob(spark, lake, configuration("default")).run();

    assertThat(verify()).isEqualTo(Map.of("rows", 4L, "findings", 16L));
  }

  @Test
  void run_maskedTextChanged_isToldByRow() {
    update(
        "scrubbed",
        "b",
        expr(
            "transform(messages, m -> named_struct('role', m.role, 'content',"
                + " 'changed', 'reasoning', m.reasoning, 'name', m.name, 'tool_calls', m.tool_calls,"
                + " 'tool_call_id', m.tool_call_id, 'weight', m.weight))"));

    assertThatThrownBy(this::verify)
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith(
            "1 of 3 rows of scrubbed are not as their findings say. The first is b: its text is not what the scrub wrote. ");
  }

  @Test
  void run_traceChanged_isToldByRow() {
    update("traces", "a", expr("slice(messages, 1, 1)"));

    assertThatThrownBy(this::verify)
        .hasMessageContaining("The first is a: its trace is not what was scrubbed. ");
  }

  @Test
  void run_findingGone_givesAnotherText() {
    DeltaTable.forPath(spark, lake.path("findings")).delete(col(Findings.TYPE).equalTo("US_SSN"));

    assertThatThrownBy(this::verify)
        .hasMessageContaining(
            "The first is b: its findings, applied to the trace, give another text. ")
        .hasMessageNotContaining("536-22");
  }

  @Test
  void run_findingMoved_isInNoLeaf() {
    DeltaTable.forPath(spark, lake.path("findings"))
        .update(
            col(Findings.ROW_ID).equalTo("b").and(col(Findings.TYPE).equalTo("EMAIL")),
            Map.of(Findings.LEAF, expr("'messages[7].content'")));

    assertThatThrownBy(this::verify)
        .hasMessageContaining(
            "The first is b: 1 of 2 findings are in no leaf of the input; it must be that of the scrub. ");
  }

  @Test
  void run_rowGone_leavesFindingsOfNone() {
    DeltaTable.forPath(spark, lake.path("scrubbed")).delete(col(Traces.ROW_ID).equalTo("a"));

    assertThatThrownBy(this::verify)
        .hasMessageContaining("The first is a: it has findings and is not in scrubbed. ");
  }

  @Test
  void run_anotherPolicy_isRefused() {
    assertThatThrownBy(() -> new VerifyScrub(spark, lake, configuration("keep-all")).run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was scrubbed under another policy");
  }

  @Test
  void run_anotherKey_isRefused() throws IOException {
    ScrubConfiguration own = configuration("default");
    Path key = Files.writeString(folder.resolve("other.key"), "11".repeat(32));
    ScrubConfiguration other =
        new ScrubConfiguration(own.policy(), own.policySha256(), new LakeKey("file:" + key), null);

    assertThatThrownBy(() -> new VerifyScrub(spark, lake, other).run())
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith(
            "was scrubbed under another key than keys.lake of this configuration. Give the one that it was made with.");
  }

  private Map<String, Long> verify() throws IOException {
    return new VerifyScrub(spark, lake, configuration("default")).run();
  }

  private void update(String table, String row, Column messages) {
    DeltaTable.forPath(spark, lake.path(table))
        .update(col(Traces.ROW_ID).equalTo(row), Map.of(Traces.MESSAGES, messages));
  }

  private ScrubConfiguration configuration(String policy) throws IOException {
    Path file = POLICIES.resolve(policy + ".yaml");
    return new ScrubConfiguration(
        PolicyReader.read(file), JobRun.sha256(Files.readString(file)), TestKeys.in(folder), null);
  }
}
