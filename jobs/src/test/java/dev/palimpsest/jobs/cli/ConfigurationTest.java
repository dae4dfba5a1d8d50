package dev.palimpsest.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.corpus.ClusterSettings;
import dev.palimpsest.jobs.dedup.Growth;
import dev.palimpsest.jobs.scrub.ProfileSettings;
import dev.palimpsest.profile.DecisionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values that {@code conf/palimpsest.yaml} names, read from such a file. */
class ConfigurationTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("palimpsest.home", ".."), "conf", "palimpsest.yaml");

  @TempDir private Path folder;

  @Test
  void read_otherChoicesThatTheFileNames_areUnderstood() throws IOException {
    Configuration configuration =
        read("growth: rebuild", "growth: sticky")
            .and("split-by: subject", "split-by: subject-and-cluster")
            .and("weights: equal", "weights: per-cluster")
            .configuration();

    assertThat(configuration.dedup().growth()).isEqualTo(Growth.STICKY);
    assertThat(configuration.corpus().clusters())
        .isEqualTo(
            new ClusterSettings(
                ClusterSettings.SplitBy.SUBJECT_AND_CLUSTER,
                0,
                ClusterSettings.Weights.PER_CLUSTER));
  }

  @Test
  void read_profileOfColumns_isAsDocumented() throws IOException {
    ProfileSettings profile =
        read("decisions: []", "decisions: [lift, lower]").configuration().scrub().profile();

    DecisionRule standard = DecisionRule.standard();
    assertThat(profile)
        .isEqualTo(
            new ProfileSettings(standard.decisions(), standard.lift(), standard.lower(), 1000));
    Text text = read("      share: 0.95", "      share: 1.2");
    assertThatThrownBy(text::configuration)
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("scrub.profile.lift.share must be in (0, 1]. Provided value: 1.2");
  }

  @Test
  void read_entityModel_isAsDocumented() throws IOException {
    Configuration configuration =
        read("    model: none", "    model: /models/ner")
            .and("    labels: {}", "    labels: {SPELL: none, WAND: ORGANIZATION}")
            .configuration();

    assertThat(configuration.scrub().ner())
        .isEqualTo(
            new Configuration.Ner(
                "/models/ner", 0.5, Map.of("SPELL", "none", "WAND", "ORGANIZATION")));
    Text text = read("    threshold: 0.5", "    threshold: 0");
    assertThatThrownBy(text::configuration)
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("scrub.ner.threshold must be in (0, 1]. Provided value: 0.0");
  }

  @Test
  void read_unknownChoice_isRefusedByName() throws IOException {
    Text text = read("split-by: subject", "split-by: planet");

    assertThatThrownBy(text::configuration)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("split-by")
        .hasMessageContaining("planet");
  }

  private Text read(String old, String other) throws IOException {
    return new Text(Files.readString(SHIPPED)).and(old, other);
  }

  private final class Text {

    private final String yaml;

    Text(String yaml) {
      this.yaml = yaml;
    }

    Text and(String old, String other) {
      String changed = yaml.replace(old + "\n", other + "\n");
      assertThat(changed).isNotEqualTo(yaml);
      return new Text(changed);
    }

    Configuration configuration() throws IOException {
      Path file = Files.writeString(folder.resolve("palimpsest.yaml"), yaml);
      return YamlFile.read(file, Configuration.class);
    }
  }
}
