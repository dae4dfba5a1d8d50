package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.AreaDifference;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a checkpoint gives its training rows away more readily than the one before it, measured
 * on the same rows: {@code auc_change}, the area now less the area then, by score.
 */
public final class RegressionMetrics {

  private RegressionMetrics() {}

  /**
   * One metric per score that both have, over members and controls that both have in the same role;
   * none if there are fewer than two of either.
   *
   * @param current rows of {@link Evaluation} of this checkpoint
   * @param previous rows of {@link Evaluation} of the checkpoint before it
   */
  public static List<Metric> of(List<ScoredRow> current, List<ScoredRow> previous) {
    Map<String, ScoredRow> before = new TreeMap<>();
    previous.forEach(row -> before.put(row.id(), row));
    List<Metric> metrics = new ArrayList<>();
    for (String probe : Evaluation.descriptions().keySet()) {
      Pairs members = Pairs.of(current, before, probe, Role.MEMBER);
      Pairs controls = Pairs.of(current, before, probe, Role.CONTROL);
      if (members.now().length > 1 && controls.now().length > 1) {
        AreaDifference change =
            AreaDifference.of(members.now(), controls.now(), members.then(), controls.then());
        metrics.add(
            MetricFactory.metric(
                probe,
                "all",
                "auc_change",
                change.point(),
                change.interval(),
                members.now().length,
                controls.now().length,
                AreaDifference.RULE));
      }
    }
    return metrics;
  }

  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Pairs(double[] now, double[] then) {

    static Pairs of(
        List<ScoredRow> current, Map<String, ScoredRow> before, String probe, Role role) {
      List<double[]> pairs = new ArrayList<>();
      for (ScoredRow row : current) {
        ScoredRow earlier = before.get(row.id());
        if (earlier != null
            && row.role() == role
            && earlier.role() == role
            && row.scores().containsKey(probe)
            && earlier.scores().containsKey(probe)) {
          pairs.add(new double[] {row.score(probe), earlier.score(probe)});
        }
      }
      return new Pairs(
          pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
          pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }
  }
}
