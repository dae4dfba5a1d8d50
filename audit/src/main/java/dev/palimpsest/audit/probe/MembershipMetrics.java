package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;

/** Whether scores tell trained rows from held-out ones: over all rows, then by slice. */
final class MembershipMetrics {

  private static final int PERMUTATIONS = 200;

  private MembershipMetrics() {}

  static List<Metric> of(List<ScoredRow> rows, List<String> probes) {
    List<Metric> metrics = new ArrayList<>();
    for (String probe : probes) {
      metrics.addAll(separation(rows, probe, "all", row -> true));
    }
    TreeSet<String> slices = new TreeSet<>();
    for (ScoredRow row : rows) {
      row.slices().forEach((key, value) -> slices.add(key + "=" + value));
    }
    for (String slice : slices) {
      String key = slice.substring(0, slice.indexOf('='));
      String value = slice.substring(key.length() + 1);
      for (String probe : probes) {
        metrics.addAll(separation(rows, probe, slice, row -> value.equals(row.slices().get(key))));
      }
    }
    return metrics;
  }

  private static List<Metric> separation(
      List<ScoredRow> rows, String probe, String slice, Predicate<ScoredRow> in) {
    return MetricFactory.separation(
        probe, slice, scores(rows, probe, Role.MEMBER, in), scores(rows, probe, Role.CONTROL, in));
  }

  private static double[] scores(
      List<ScoredRow> rows, String probe, Role role, Predicate<ScoredRow> in) {
    return rows.stream()
        .filter(row -> row.role() == role && in.test(row) && row.scores().containsKey(probe))
        .mapToDouble(row -> row.score(probe))
        .toArray();
  }

  /**
   * Share of 200 shufflings of the labels in which the interval of the area misses 0.5: about 0.05
   * if the statistics are sound on these very scores.
   */
  static List<Metric> permutedAlarms(List<ScoredRow> rows, String probe, long seed) {
    double[] members = scores(rows, probe, Role.MEMBER, row -> true);
    double[] controls = scores(rows, probe, Role.CONTROL, row -> true);
    if (members.length < 2 || controls.length < 2) {
      return List.of();
    }
    double[] pool = Arrays.copyOf(members, members.length + controls.length);
    System.arraycopy(controls, 0, pool, members.length, controls.length);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    int alarms = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      ArraySampler.shuffle(random, pool);
      Interval interval =
          AreaUnderCurve.of(
                  Arrays.copyOf(pool, members.length),
                  Arrays.copyOfRange(pool, members.length, pool.length))
              .interval();
      alarms += interval == null || !interval.contains(0.5) ? 1 : 0;
    }
    return List.of(
        MetricFactory.share(
            probe,
            "all",
            "permuted_alarm_rate",
            alarms,
            PERMUTATIONS,
            members.length,
            controls.length));
  }
}
