package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTables;
import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.PathStatistics;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.profile.Decision;
import dev.palimpsest.profile.DecisionRule;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Twenty values are enough for a decision here, and each conversation calls a tool with ten. */
@ExtendWith(SparkExtension.class)
class ProfiledScrubTest {

  private static final Path POLICY =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy", "default.yaml");

  private static final ProfileSettings PROFILE =
      new ProfileSettings(
          List.of(Decision.LIFT, Decision.LOWER),
          new DecisionRule.Lift(20, 15, 0.95, 0.5),
          new DecisionRule.Lower(20, 15, 0.05),
          2);

  private final Random random = new Random(11);
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
  void run_columnOfPhonesThatGrows_isLiftedForEarlierRowsToo() throws IOException {
    add(phones("a", 10));
    scrub(PROFILE);
    assertThat(arguments("a")).isEqualTo(arguments(Traces.TABLE.read(spark, lake), "a"));

    add(phones("b", 10));
    assertThat(scrub(PROFILE).input()).isEqualTo(2);

    assertThat(decisions()).containsExactly("tool note arguments {\"values\"[]} PHONE lift 20");
    assertThat(arguments("a")).startsWith("{\"values\":[\"<PHONE_1>\",\"<PHONE_2>\"");
    assertThat(
            Findings.TABLE
                .read(spark, lake)
                .selectExpr("concat_ws(' ', type, tier, element_at(evidence, -1))")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("PHONE B path_profile@" + PathProfiles.TABLE.currentVersion(spark, lake));
    List<Long> versions = versions();
    assertThat(scrub(PROFILE)).isEqualTo(ScrubResult.NOTHING_NEW);
    assertThat(versions()).isEqualTo(versions);

    scrub(ProfileSettings.none());
    assertThat(arguments("a")).isEqualTo(arguments(Traces.TABLE.read(spark, lake), "a"));
  }

  @Test
  void run_columnOfOrdersThatLookLikePhones_isLoweredHoweverTheLakeIsPartitioned()
      throws IOException {
    // None of these area codes is given to anybody.
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      orders.add("1" + digits(2) + "-" + digits(3) + "-" + digits(4));
    }
    add(note("a", orders.subList(0, 15)), note("b", orders.subList(15, 30)));
    ScrubResult whole = scrub(PROFILE);
    assertThat(decisions()).containsExactly("tool note arguments {\"values\"[]} PHONE lower 30");
    assertThat(arguments("a")).isEqualTo(arguments(Traces.TABLE.read(spark, lake), "a"));
    List<String> one = profile();

    Lake other = Lake.openOrCreate(spark, folder.resolve("other").toString());
    Dataset<Row> traces = Traces.TABLE.read(spark, lake).repartition(2);
    Traces.TABLE.append(traces, other, new Commit("t", "t", "", Map.of()), "r");
    lake = other;
    new CollapseJob(spark, lake).run();
    assertThat(scrub(PROFILE)).isEqualTo(whole);
    assertThat(profile()).isEqualTo(one);
  }

  @Test
  void run_killedBeforeItsProfileWasDecided_countsNothingTwice() throws IOException {
    add(phones("a", 20));
    Map<String, Long> inputs =
        Map.of(Traces.TABLE.name(), Traces.TABLE.currentVersion(spark, lake));
    new ProfileJob(spark, lake, configuration(PROFILE)).run(Traces.TABLE.read(spark, lake), inputs);
    DeltaTable.forPath(spark, lake.path("path_profile")).delete();
    DeltaTable.forPath(spark, lake.path("runs")).delete(col("job").equalTo("profile"));

    assertThat(scrub(PROFILE).scrubbed()).isEqualTo(1);
    assertThat(decisions()).containsExactly("tool note arguments {\"values\"[]} PHONE lift 20");
  }

  @Test
  void run_moreColumnsThanTheBound_countsTheOthersTogether() throws IOException {
    add(
        LakeRows.of(
            "a", LakeRows.call("note", "{\"p\":[1,2,3],\"q\":[1,2],\"r\":1,\"s\":1,\"t\":1}")));
    scrub(PROFILE);

    assertThat(
            PathStatistics.TABLE
                .read(spark, lake)
                .filter("kind = '' and source <> ''")
                .orderBy(col(PathStatistics.LEAVES).desc(), col(PathStatistics.PATH))
                .selectExpr("concat_ws(' ', path, columns, leaves, strings)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("{\"p\"[]} 1 3 0", "{\"q\"[]} 1 2 0", "… 3 3 0");
  }

  private LakeRows phones(String id, int count) {
    List<String> phones = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      phones.add("06" + digits(8));
    }
    return note(id, phones);
  }

  private static LakeRows note(String id, List<String> values) {
    return LakeRows.of(
        id, LakeRows.call("note", "{\"values\":[\"" + String.join("\",\"", values) + "\"]}"));
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private void add(LakeRows... rows) {
    LakeRows.addTraces(spark, lake, List.of(rows));
    new CollapseJob(spark, lake).run();
  }

  private ScrubResult scrub(ProfileSettings profile) throws IOException {
    return new ScrubJob(spark, lake, configuration(profile)).run();
  }

  private ScrubConfiguration configuration(ProfileSettings profile) throws IOException {
    return new ScrubConfiguration(
        PolicyReader.read(POLICY),
        JobRun.sha256(Files.readString(POLICY)),
        TestKeys.in(folder),
        null,
        profile);
  }

  private List<Long> versions() {
    return LakeTables.ALL.stream().map(table -> table.currentVersion(spark, lake)).toList();
  }

  private String arguments(String row) {
    return arguments(Scrubbed.TABLE.read(spark, lake), row);
  }

  private static String arguments(Dataset<Row> rows, String row) {
    return rows.filter(col(Traces.ROW_ID).equalTo(row))
        .selectExpr("messages[0].tool_calls[0].arguments")
        .first()
        .getString(0);
  }

  private List<String> decisions() {
    return strings("concat_ws(' ', source, path, type, decision, leaves)", "decision <> 'none'");
  }

  private List<String> profile() {
    return strings("to_json(struct(*))", "true").stream()
        .map(row -> row.replaceAll("\"run_id\":\"[^\"]*\"", ""))
        .toList();
  }

  private List<String> strings(String expression, String where) {
    return PathProfiles.TABLE
        .read(spark, lake)
        .filter(where)
        .orderBy("source", "path", "type")
        .selectExpr(expression)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
