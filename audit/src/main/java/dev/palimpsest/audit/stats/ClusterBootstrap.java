package dev.palimpsest.audit.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Percentile bootstrap that draws whole clusters (a data subject, a near-duplicate group) with
 * replacement, members and controls apart, because rows of one subject are not independent and an
 * interval that takes them for it is too narrow (Field and Welsh 2007, JRSS B 69).
 */
public final class ClusterBootstrap {

  private final int replicates;
  private final long seed;

  /**
   * @param replicates at least 100; 2,000 for a 95 % interval
   * @param seed of the generator; the same seed gives the same interval
   */
  public ClusterBootstrap(int replicates, long seed) {
    if (replicates < 100) {
      throw new IllegalArgumentException(
          "replicates must be at least 100. Provided value: " + replicates);
    }
    this.replicates = replicates;
    this.seed = seed;
  }

  /**
   * Interval of a statistic of member and control scores.
   *
   * @param statistic of (member scores, control scores); must not return NaN
   */
  public Interval interval(
      ClusteredScores members,
      ClusteredScores controls,
      ToDoubleBiFunction<double[], double[]> statistic,
      double confidence) {
    Samples.requireOpenUnit("confidence", confidence);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[][] memberGroups = groups(members);
    double[][] controlGroups = groups(controls);
    double[] values = new double[replicates];
    for (int b = 0; b < replicates; b++) {
      values[b] =
          statistic.applyAsDouble(resample(memberGroups, random), resample(controlGroups, random));
    }
    double[] sorted = Samples.sorted("bootstrap", values);
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  private static double[][] groups(ClusteredScores scores) {
    Map<String, List<Double>> byCluster = new LinkedHashMap<>();
    for (int i = 0; i < scores.scores().length; i++) {
      byCluster
          .computeIfAbsent(scores.clusters().get(i), ignored -> new ArrayList<>())
          .add(scores.scores()[i]);
    }
    return byCluster.values().stream()
        .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static double[] resample(double[][] groups, UniformRandomProvider random) {
    int[] drawn = new int[groups.length];
    int size = 0;
    for (int i = 0; i < groups.length; i++) {
      drawn[i] = random.nextInt(groups.length);
      size += groups[drawn[i]].length;
    }
    double[] sample = new double[size];
    int at = 0;
    for (int group : drawn) {
      System.arraycopy(groups[group], 0, sample, at, groups[group].length);
      at += groups[group].length;
    }
    return sample;
  }

  private static double quantile(double[] sorted, double probability) {
    double position = probability * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Scores and the cluster that each belongs to.
   *
   * @param scores one per row
   * @param clusters a name per row; rows of the same name are drawn together
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and read only here
  public record ClusteredScores(double[] scores, List<String> clusters) {

    public ClusteredScores {
      scores = Arrays.copyOf(scores, scores.length);
      clusters = List.copyOf(clusters);
      if (scores.length == 0 || scores.length != clusters.size()) {
        throw new IllegalArgumentException(
            "every score must have one cluster. Provided counts: "
                + scores.length
                + ", "
                + clusters.size());
      }
    }
  }
}
