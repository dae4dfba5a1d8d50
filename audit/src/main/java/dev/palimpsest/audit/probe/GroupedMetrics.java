package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.ClusterBootstrap;
import dev.palimpsest.audit.stats.ClusterBootstrap.ClusteredScores;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code auc_by_group}: the area with an interval that counts a subject or near-duplicate cluster,
 * not a row, as one piece of evidence. Only where some group holds several rows; otherwise {@code
 * auc} says the same.
 */
final class GroupedMetrics {

  private static final int REPLICATES = 400;

  private GroupedMetrics() {}

  static List<Metric> of(
      List<ScoredRow> rows, List<String> probes, Map<String, String> groups, long seed) {
    Set<String> distinct = new HashSet<>(groups.values());
    long grouped = rows.stream().filter(row -> groups.containsKey(row.id())).count();
    if (distinct.size() == grouped) {
      return List.of();
    }
    List<Metric> metrics = new ArrayList<>();
    for (String probe : probes) {
      List<ScoredRow> members = scored(rows, probe, Role.MEMBER);
      List<ScoredRow> controls = scored(rows, probe, Role.CONTROL);
      if (members.isEmpty() || controls.isEmpty()) {
        continue;
      }
      ClusteredScores memberScores = clustered(members, probe, groups);
      ClusteredScores controlScores = clustered(controls, probe, groups);
      Interval interval =
          new ClusterBootstrap(REPLICATES, seed)
              .interval(memberScores, controlScores, GroupedMetrics::area, 0.95);
      metrics.add(
          MetricFactory.metric(
              probe,
              "all",
              "auc_by_group",
              area(memberScores.scores(), controlScores.scores()),
              interval,
              members.size(),
              controls.size(),
              "mann-whitney-midranks;cluster-bootstrap-95;replicates=" + REPLICATES));
    }
    return metrics;
  }

  private static double area(double[] members, double[] controls) {
    return AreaUnderCurve.of(members, controls).point();
  }

  private static List<ScoredRow> scored(List<ScoredRow> rows, String probe, Role role) {
    return rows.stream()
        .filter(row -> row.role() == role && row.scores().containsKey(probe))
        .toList();
  }

  private static ClusteredScores clustered(
      List<ScoredRow> rows, String probe, Map<String, String> groups) {
    return new ClusteredScores(
        rows.stream().mapToDouble(row -> row.score(probe)).toArray(),
        rows.stream().map(row -> groups.getOrDefault(row.id(), row.id())).toList());
  }
}
