package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.probe.LogisticRegression.Features;
import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells members from controls by their texts alone, without any model (Das, Zhang and Tramèr 2024,
 * "Blind Baselines Beat Membership Inference Attacks"): a logistic regression on hashed words,
 * number shapes and length, cross-fitted in five folds. If it does better than chance, the controls
 * are not held out at random (another time, source or format) and a membership score may show that
 * difference instead of memory.
 */
public final class BlindBaseline {

  /** Name of the probe in metrics. */
  public static final String PROBE = "blind";

  /** The lower bound of the area above which membership results are not to be trusted. */
  public static final double SHIFT = 0.55;

  private BlindBaseline() {}

  /**
   * A text and whether it was trained on.
   *
   * @param group subject or near-duplicate cluster; the row's own id if there is none
   */
  public record LabelledText(String group, String text, boolean member) {

    /** Leaves the text out: it may hold personal data. */
    @Override
    public String toString() {
      return "LabelledText[" + group + ", " + member + "]";
    }
  }

  /**
   * The area under the ROC curve of the cross-fitted log-odds.
   *
   * @param seed of the folds
   * @throws IllegalArgumentException if there are fewer than {@link Folds#COUNT} members or
   *     controls
   */
  public static AreaUnderCurve of(List<LabelledText> texts, long seed) {
    boolean[] labels = new boolean[texts.size()];
    List<Features> rows = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    int memberCount = 0;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = texts.get(i).member();
      memberCount += labels[i] ? 1 : 0;
      rows.add(TextFeatures.of(texts.get(i).text()));
      groups.add(texts.get(i).group());
    }
    if (memberCount < Folds.COUNT || labels.length - memberCount < Folds.COUNT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a blind baseline needs at least %d members and %d controls. Provided counts: %d, %d",
              Folds.COUNT,
              Folds.COUNT,
              memberCount,
              labels.length - memberCount));
    }
    double[] scores =
        CrossFit.logOdds(rows, labels, Folds.assign(groups, labels, seed), TextFeatures.DIMENSION);
    return AreaUnderCurve.of(
        CrossFit.select(scores, labels, true), CrossFit.select(scores, labels, false));
  }

  /** The area as a metric of slice {@code all}. */
  public static Metric metric(AreaUnderCurve area) {
    return MetricFactory.area(PROBE, "all", area);
  }

  /** Whether members and controls differ as texts: the audit's membership results are invalid. */
  public static boolean shifted(AreaUnderCurve area) {
    Interval interval = area.interval();
    return (interval == null ? area.point() : interval.low()) > SHIFT;
  }
}
