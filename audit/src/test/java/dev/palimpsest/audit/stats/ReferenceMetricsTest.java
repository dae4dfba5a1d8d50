package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores of a real fine-tuned checkpoint, and what numpy and scipy make of them. */
class ReferenceMetricsTest {

  private static final String FOLDER = "/smollm2-lora-a/";

  @ParameterizedTest
  @CsvSource({
    "loss, tuned_mean_lp",
    "zlib, zlib",
    "ref, ref",
    "min_k, min_k",
    "min_k_pp, min_k_pp",
    "min_k_pp_cal, min_k_pp_cal",
    "ez, ez",
    "ez_ranked, ez_ranked",
    "wbc, wbc",
    "loss_base, base_mean_lp"
  })
  void metrics_realScores_matchTheReference(String probe, String column) throws IOException {
    JsonNode reference = new ObjectMapper().readTree(read("reference.json"));

    check(
        reference.at("/members_vs_nonmembers/" + probe),
        column(column, Set.of("member")),
        column(column, Set.of("nonmember")));
    if (reference.at("/members_vs_nonmembers_and_controls").has(probe)) {
      check(
          reference.at("/members_vs_nonmembers_and_controls/" + probe),
          column(column, Set.of("member")),
          column(column, Set.of("nonmember", "control")));
    }
  }

  private static void check(JsonNode expected, double[] members, double[] controls) {
    AreaUnderCurve auc = AreaUnderCurve.of(members, controls);
    // The stored scores have seven digits: a pair that they tie moves the area by half a pair.
    assertThat(auc.point()).isCloseTo(expected.get("auc").asDouble(), within(2e-6));
    assertThat(auc.standardError()).isCloseTo(expected.get("se").asDouble(), within(1e-6));
    Interval interval = Objects.requireNonNull(auc.interval());
    assertThat(interval.low()).isCloseTo(expected.at("/ci95/0").asDouble(), within(2e-6));
    assertThat(interval.high()).isCloseTo(expected.at("/ci95/1").asDouble(), within(2e-6));
    for (double target : new double[] {0.01, 0.05}) {
      String percent = Math.round(100 * target) + "pct";
      check(expected.get("tpr_at_" + percent), OperatingPoint.empirical(members, controls, target));
      OperatingPoint certified = OperatingPoint.certified(members, controls, target).orElseThrow();
      check(expected.get("certified_" + percent), certified);
    }
  }

  private static void check(JsonNode expected, OperatingPoint actual) {
    assertThat(actual.threshold()).isEqualTo(expected.get("threshold").asDouble());
    assertThat(actual.falsePositiveRate()).isCloseTo(expected.get("fpr").asDouble(), within(1e-7));
    assertThat(actual.truePositiveRate()).isCloseTo(expected.get("tpr").asDouble(), within(1e-7));
    assertThat(actual.interval().low()).isCloseTo(expected.at("/ci95/0").asDouble(), within(1e-6));
    assertThat(actual.interval().high()).isCloseTo(expected.at("/ci95/1").asDouble(), within(1e-6));
  }

  private static double[] column(String name, Set<String> groups) throws IOException {
    List<String> lines = read("scores.tsv").lines().toList();
    List<String> columns = List.of(lines.get(0).split("\t"));
    List<Double> values = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (groups.contains(cells[columns.indexOf("group")])) {
        values.add(Double.valueOf(cells[columns.indexOf(name)]));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String read(String file) throws IOException {
    try (InputStream in = ReferenceMetricsTest.class.getResourceAsStream(FOLDER + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
