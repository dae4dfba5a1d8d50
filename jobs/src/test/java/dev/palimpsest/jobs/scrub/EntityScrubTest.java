package dev.palimpsest.jobs.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.jobs.testing.TinyEntityModel;
import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.ner.EntityFolder;
import dev.palimpsest.ner.EntityModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code scrub} with a model that the user supplies. */
@ExtendWith(SparkExtension.class)
class EntityScrubTest {

  private static final LakeRows ROW =
      LakeRows.of("a", LakeRows.user("yesterday Zorblat Quuxly met jo@mail.example.com"));

  private static final EntityModelSpec TINY =
      EntityFolder.open(TinyEntityModel.folder(), Map.of()).spec();

  private SparkSession spark;
  private Path folder;
  private Lake lake;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    spark = session;
    folder = temporary;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeRows.addTraces(spark, lake, List.of(ROW));
    new CollapseJob(spark, lake).run();
  }

  @Test
  void run_withAModel_masksWhatNoRuleKnows() throws IOException {
    assertThat(scrub(new EntitySettings(TINY, 0.5)).scrubbed()).isEqualTo(1);

    assertThat(text()).isEqualTo("yesterday <PERSON_1> met <EMAIL_1>");
    assertThat(
            Findings.TABLE
                .read(spark, lake)
                .orderBy(Findings.START)
                .selectExpr("concat_ws(' ', type, tier, rule, action, evidence[0])")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("PERSON D model-person mask model", "EMAIL A email mask shape");
    assertThat(scrub(new EntitySettings(TINY, 0.5))).isEqualTo(ScrubResult.NOTHING_NEW);
  }

  @Test
  void run_anotherModelOrThresholdOrNone_isRefused() throws IOException {
    scrub(new EntitySettings(TINY, 0.5));

    for (EntitySettings other :
        new EntitySettings[] {
          new EntitySettings(TINY, 0.6),
          new EntitySettings(
              EntityFolder.open(TinyEntityModel.folder(), Map.of("ORG", "none")).spec(), 0.5),
          null
        }) {
      assertThatThrownBy(() -> scrub(other))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("was scrubbed under another policy or entity model (sha256 ");
    }
  }

  @Test
  void run_modelThatExecutorsDoNotHave_failsTheJobAndQuarantinesNothing() {
    EntityModelSpec elsewhere =
        new EntityModelSpec(folder.resolve("nowhere").toString(), Map.of(), TINY.sha256());

    assertThatThrownBy(() -> scrub(new EntitySettings(elsewhere, 0.5)))
        .satisfies(
            failure ->
                assertThat(Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                    .as("the command says it with the user's exit code")
                    .anySatisfy(
                        cause ->
                            assertThat(cause)
                                .isInstanceOf(UserException.class)
                                .hasMessageContaining("nowhere does not exist")));
    assertThat(Scrubbed.TABLE.read(spark, lake).count()).isZero();
  }

  private ScrubResult scrub(@Nullable EntitySettings entities) throws IOException {
    Path policy =
        Path.of(System.getProperty("palimpsest.home", ".."), "conf", "policy", "default.yaml");
    var configuration =
        new ScrubConfiguration(
            PolicyReader.read(policy),
            JobRun.sha256(Files.readString(policy)),
            TestKeys.in(folder),
            null,
            ProfileSettings.none(),
            entities);
    return new ScrubJob(spark, lake, configuration).run();
  }

  private String text() {
    return Scrubbed.TABLE.read(spark, lake).selectExpr("messages[0].content").first().getString(0);
  }
}
