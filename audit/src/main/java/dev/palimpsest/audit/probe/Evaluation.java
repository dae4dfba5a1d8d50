package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that scored rows show.
 *
 * @param rows in their order, with the scores added that need all rows: {@code ez_ranked}, {@code
 *     stacked}, and for canaries the scores of their secrets
 * @param metrics slice {@code all} first; names and meanings are in the package's documentation
 */
public record Evaluation(List<ScoredRow> rows, List<Metric> metrics) {

  public Evaluation {
    rows = List.copyOf(rows);
    metrics = List.copyOf(metrics);
  }

  /**
   * What goes in.
   *
   * @param rows from {@link RowScorer}, ids distinct
   * @param exposures of canaries; empty if their references were not scored
   * @param blind from {@link BlindBaseline}; null if it could not be computed
   * @param groups subject or near-duplicate cluster by row id; a row not in it is its own group
   * @param seed of folds, permutations and resampling
   */
  public record Input(
      List<ScoredRow> rows,
      List<CanaryExposure> exposures,
      @Nullable AreaUnderCurve blind,
      Map<String, String> groups,
      long seed) {

    public Input {
      rows = List.copyOf(rows);
      exposures = List.copyOf(exposures);
      groups = Map.copyOf(groups);
      TreeSet<String> ids = new TreeSet<>();
      for (ScoredRow row : rows) {
        if (!ids.add(row.id())) {
          throw new IllegalArgumentException(
              "rows must have distinct ids. Provided twice: " + row.id());
        }
      }
    }
  }

  /** Scores what needs all rows, then measures. */
  public static Evaluation of(Input input) {
    List<ScoredRow> rows = RankedErrorZone.addTo(input.rows());
    if (!rows.isEmpty()) {
      rows = StackedProbe.addTo(rows, input.groups(), input.seed());
    }
    rows = CanaryMetrics.addSecretScores(rows);
    List<String> probes =
        descriptions().keySet().stream()
            .filter(probe -> !probe.startsWith(CanaryMetrics.SECRET))
            .toList();
    List<Metric> metrics = new ArrayList<>(MembershipMetrics.of(rows, probes));
    metrics.addAll(GroupedMetrics.of(rows, probes, input.groups(), input.seed()));
    if (input.blind() != null) {
      metrics.add(BlindBaseline.metric(input.blind()));
    }
    for (String probe : List.of("loss", "ref")) {
      metrics.addAll(MembershipMetrics.permutedAlarms(rows, probe, input.seed()));
    }
    metrics.addAll(ExtractionMetrics.of(rows));
    metrics.addAll(CanaryMetrics.of(rows, input.exposures(), List.copyOf(descriptions().keySet())));
    metrics.sort((a, b) -> Boolean.compare(b.slice().equals("all"), a.slice().equals("all")));
    return new Evaluation(rows, metrics);
  }

  /** What each score is, by name, in the order of reports. */
  public static Map<String, ProbeDescription> descriptions() {
    Map<String, ProbeDescription> descriptions = new LinkedHashMap<>();
    for (Probe probe : Probes.ALL) {
      descriptions.put(probe.name(), probe.description());
      if (probe instanceof ErrorZoneProbe) {
        descriptions.put(RankedErrorZone.NAME, RankedErrorZone.DESCRIPTION);
      }
    }
    descriptions.put(StackedProbe.NAME, StackedProbe.DESCRIPTION);
    descriptions.put(CanaryMetrics.SECRET, CanaryMetrics.SECRET_DESCRIPTION);
    descriptions.put(CanaryMetrics.SECRET_DIFFERENCE, CanaryMetrics.DIFFERENCE_DESCRIPTION);
    return descriptions;
  }
}
