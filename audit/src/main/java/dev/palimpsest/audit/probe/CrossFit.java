package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.probe.LogisticRegression.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Log-odds of every row by a regression that was fitted on the other folds. */
final class CrossFit {

  private CrossFit() {}

  static double[] logOdds(List<Features> rows, boolean[] labels, int[] folds, int dimension) {
    double[] scores = new double[labels.length];
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      List<Features> others = new ArrayList<>();
      List<Boolean> otherLabels = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        if (folds[i] != fold) {
          others.add(rows.get(i));
          otherLabels.add(labels[i]);
        }
      }
      boolean[] fitted = new boolean[others.size()];
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] = otherLabels.get(i);
      }
      LogisticRegression regression = LogisticRegression.fit(others, fitted, dimension);
      for (int i = 0; i < labels.length; i++) {
        if (folds[i] == fold) {
          scores[i] = regression.logOdds(rows.get(i));
        }
      }
    }
    return scores;
  }

  static double[] select(double[] scores, boolean[] labels, boolean label) {
    return IntStream.range(0, scores.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> scores[i])
        .toArray();
  }
}
