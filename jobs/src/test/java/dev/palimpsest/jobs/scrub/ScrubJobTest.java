package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.mask.PolicyReader;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ScrubJobTest {

  private static final Path POLICIES =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy");

  private static final LakeRows ANN =
      LakeRows.of("a", LakeRows.user("Write to ann.lee@mail.example.com, please"));
  private static final LakeRows BOB =
      LakeRows.of("b", LakeRows.user("My SSN is 536-22-8674, and bob@mail.example.com mine"));

  private SparkSession spark;
  private Path folder;
  private Lake lake;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    spark = session;
    folder = temporary;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
  }

  @Test
  void run_newRows_areMaskedWithTheirFindings() throws IOException {
    add(ANN, BOB);

    assertThat(scrub("default")).isEqualTo(new ScrubResult(2, 2, 0, 0, 3));
    assertThat(texts())
        .containsExactly("Write to <EMAIL_1>, please", "My SSN is <US_SSN_1>, and <EMAIL_1> mine");
    assertThat(findings())
        .containsExactly(
            "a messages[0].content 9 33 EMAIL",
            "b messages[0].content 10 21 US_SSN",
            "b messages[0].content 27 47 EMAIL");
    assertThat(scrub("default")).isEqualTo(ScrubResult.NOTHING_NEW);
  }

  @Test
  void run_killedBeforeItsRowsWereWritten_givesFindingsOnce() throws IOException {
    add(ANN);
    scrub("default");
    List<String> whole = findings();
    DeltaTable.forPath(spark, lake.path("scrubbed")).delete();
    DeltaTable.forPath(spark, lake.path("runs")).delete(col(Runs.JOB).equalTo("scrub"));
    // Other work comes first, so that the killed run is never started again.
    add(BOB);

    assertThat(scrub("default").scrubbed()).isEqualTo(2);
    assertThat(findings()).startsWith(whole.toArray(String[]::new)).hasSize(3);
    assertThat(Scrubbed.TABLE.read(spark, lake).count()).isEqualTo(2);
  }

  @Test
  void run_anotherPolicy_isRefused() throws IOException {
    add(ANN);
    scrub("default");
    add(BOB);

    assertThatThrownBy(() -> scrub("keep-all"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was scrubbed under another policy or entity model (sha256 ")
        .hasMessageEndingWith("Use that policy and scrub.ner, or ingest into a new lake.");
  }

  @Test
  void run_typeThatThePolicyDrops_takesTheRowOutWithADecision() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("strict.yaml"),
            """
            name: strict
            otherwise:
              tiers: {A: mask, B: mask-and-review, C: report}
              operator: {kind: label}
            types:
              US_SSN:
                tiers: {A: mask, B: mask, C: report}
                operator: {kind: drop-row}
            """);
    add(ANN, BOB);

    assertThat(scrub(file)).isEqualTo(new ScrubResult(2, 1, 0, 1, 1));
    assertThat(texts()).containsExactly("Write to <EMAIL>, please");
    assertThat(
            Decisions.TABLE
                .read(spark, lake)
                .filter(col(Decisions.STAGE).equalTo("dropped"))
                .selectExpr("concat_ws('|', row_id, action, job, reason)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("b|drop|scrub|policy strict drops conversations with US_SSN");
    add(LakeRows.of("c", LakeRows.user("Mail cy@mail.example.com")));
    assertThat(scrub(file)).isEqualTo(new ScrubResult(1, 1, 0, 0, 1));
  }

  @Test
  void run_rowThatIsSetAside_goesNoFurtherAndStopsNobody() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("careful.yaml"),
            """
            name: careful
            otherwise:
              tiers: {A: mask, B: mask, C: report}
              operator: {kind: label}
            types:
              US_SSN:
                tiers: {A: mask, B: mask, C: report}
                operator: {kind: quarantine}
            """);
    add(ANN, BOB);

    assertThat(scrub(file)).isEqualTo(new ScrubResult(2, 1, 1, 0, 1));
    // As if the run had been killed before it decided, and other work comes first.
    DeltaTable.forPath(spark, lake.path("decisions")).delete(col(Decisions.ROW_ID).equalTo("b"));
    add(LakeRows.of("c", LakeRows.user("Mail cy@mail.example.com")));
    assertThat(scrub(file)).isEqualTo(new ScrubResult(1, 1, 0, 0, 1));
    new DedupJob(spark, lake, DedupConfiguration.of(0.8)).run();

    assertThat(
            Decisions.TABLE
                .read(spark, lake)
                .orderBy(Decisions.ROW_ID)
                .selectExpr("concat_ws(' ', row_id, action, job, stage)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a keep dedup", "b drop scrub quarantine", "c keep dedup");
  }

  private void add(LakeRows... rows) {
    LakeRows.addTraces(spark, lake, List.of(rows));
    new CollapseJob(spark, lake).run();
  }

  private ScrubResult scrub(String policy) throws IOException {
    return scrub(POLICIES.resolve(policy + ".yaml"));
  }

  private ScrubResult scrub(Path file) throws IOException {
    var configuration =
        new ScrubConfiguration(
            PolicyReader.read(file),
            JobRun.sha256(Files.readString(file)),
            TestKeys.in(folder),
            null);
    return new ScrubJob(spark, lake, configuration).run();
  }

  private List<String> texts() {
    return Scrubbed.TABLE
        .read(spark, lake)
        .orderBy(Scrubbed.TABLE.key().get(0))
        .selectExpr("messages[0].content")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private List<String> findings() {
    return Findings.TABLE
        .read(spark, lake)
        .orderBy(Findings.ROW_ID, Findings.START)
        .selectExpr("concat_ws(' ', row_id, leaf, start, end, type)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
