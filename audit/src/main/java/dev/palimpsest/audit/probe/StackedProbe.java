package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.probe.LogisticRegression.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * {@code stacked}: log-odds of membership by a logistic regression on all other scores,
 * standardised, cross-fitted in five folds so that no row is scored by a fit that saw it or its
 * group. What an attacker reaches who knows the membership of some rows. Canaries are scored by the
 * fit of all members and controls, which holds no canary.
 */
final class StackedProbe {

  static final String NAME = "stacked";

  static final ProbeDescription DESCRIPTION =
      new ProbeDescription(
          "cross-fitted log-odds by logistic regression on the standardised other scores",
          "log-odds",
          "(−∞, ∞)",
          "Wolpert 1992, Stacked Generalization",
          "All scores together, as an attacker would weigh them who knows some members.");

  /** Standard deviations beyond which a score counts as this far out. */
  private static final double CLIP = 5;

  private StackedProbe() {}

  /**
   * The rows in their order, each with one more score, or unchanged if there are fewer than 20
   * members or controls to fit on.
   *
   * @param groups subject or near-duplicate cluster by row id; a row not in it is its own group
   */
  static List<ScoredRow> addTo(List<ScoredRow> rows, Map<String, String> groups, long seed) {
    List<ScoredRow> fitted = rows.stream().filter(row -> row.role() != Role.CANARY).toList();
    boolean[] labels = new boolean[fitted.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = fitted.get(i).role() == Role.MEMBER;
    }
    long members = IntStream.range(0, labels.length).filter(i -> labels[i]).count();
    if (members < 20 || labels.length - members < 20) {
      return rows;
    }
    List<String> names = shared(rows);
    Scale scale = Scale.of(fitted, names);
    List<Features> features = fitted.stream().map(scale::features).toList();
    int[] folds =
        Folds.assign(
            fitted.stream().map(row -> groups.getOrDefault(row.id(), row.id())).toList(),
            labels,
            seed);
    double[] logOdds = CrossFit.logOdds(features, labels, folds, names.size());
    LogisticRegression whole = LogisticRegression.fit(features, labels, names.size());
    Map<String, Double> byId = new TreeMap<>();
    for (int i = 0; i < logOdds.length; i++) {
      byId.put(fitted.get(i).id(), logOdds[i]);
    }
    List<ScoredRow> stacked = new ArrayList<>();
    for (ScoredRow row : rows) {
      Double crossFitted = row.role() == Role.CANARY ? null : byId.get(row.id());
      stacked.add(
          row.with(NAME, crossFitted == null ? whole.logOdds(scale.features(row)) : crossFitted));
    }
    return stacked;
  }

  /** Scores that every row has. */
  private static List<String> shared(List<ScoredRow> rows) {
    return rows.get(0).scores().keySet().stream()
        .filter(name -> rows.stream().allMatch(row -> row.scores().containsKey(name)))
        .toList();
  }

  /** Mean and deviation of each score over all fitted rows: no label enters. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Scale(List<String> names, double[] means, double[] deviations) {

    static Scale of(List<ScoredRow> rows, List<String> names) {
      double[] means = new double[names.size()];
      double[] deviations = new double[names.size()];
      for (int j = 0; j < means.length; j++) {
        String name = names.get(j);
        double[] values = rows.stream().mapToDouble(row -> row.score(name)).toArray();
        double mean = RowSignals.mean(values);
        means[j] = mean;
        deviations[j] =
            Math.sqrt(
                Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
      }
      return new Scale(names, means, deviations);
    }

    Features features(ScoredRow row) {
      double[] values = new double[means.length];
      for (int j = 0; j < values.length; j++) {
        double distance = row.score(names.get(j)) - means[j];
        values[j] =
            deviations[j] == 0 ? 0 : Math.max(-CLIP, Math.min(CLIP, distance / deviations[j]));
      }
      return new Features(IntStream.range(0, values.length).toArray(), values);
    }
  }
}
