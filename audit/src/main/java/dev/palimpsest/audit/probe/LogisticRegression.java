package dev.palimpsest.audit.probe;

import java.util.List;

/**
 * Logistic regression with an L2 penalty, by Nesterov's accelerated gradient from zero: minimises
 * (1/n) Σ ln(1 + exp(−y (w·x + b))) + ‖w‖²/(2n). Without any draw, so the same rows give the same
 * weights.
 */
final class LogisticRegression {

  private static final int STEPS = 300;

  private final double[] weights;
  private final double intercept;

  private LogisticRegression(double[] weights, double intercept) {
    this.weights = weights;
    this.intercept = intercept;
  }

  /**
   * A row of features, most of them zero.
   *
   * @param indices of the features that are not zero
   * @param values at those indices
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Features(int[] indices, double[] values) {

    double dot(double[] weights) {
      double sum = 0;
      for (int i = 0; i < indices.length; i++) {
        sum += values[i] * weights[indices[i]];
      }
      return sum;
    }

    double squaredNorm() {
      double sum = 0;
      for (double value : values) {
        sum += value * value;
      }
      return sum;
    }
  }

  /**
   * Fits to rows and their labels.
   *
   * @param dimension above every index
   */
  static LogisticRegression fit(List<Features> rows, boolean[] labels, int dimension) {
    int n = rows.size();
    double penalty = 1.0 / n;
    double meanNorm = rows.stream().mapToDouble(Features::squaredNorm).average().orElse(0);
    // Bounds the gradient's Lipschitz constant: σ' ≤ ¼, λ_max ≤ trace, the intercept is a feature.
    double step = 1 / ((meanNorm + 1) / 4 + penalty);
    double[] weights = new double[dimension + 1];
    double[] ahead = new double[dimension + 1];
    double momentum = 1;
    for (int t = 0; t < STEPS; t++) {
      double[] gradient = gradient(rows, labels, ahead, penalty);
      double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double carry = (momentum - 1) / nextMomentum;
      for (int j = 0; j <= dimension; j++) {
        double next = ahead[j] - step * gradient[j];
        ahead[j] = next + carry * (next - weights[j]);
        weights[j] = next;
      }
      momentum = nextMomentum;
    }
    return new LogisticRegression(weights, weights[dimension]);
  }

  private static double[] gradient(
      List<Features> rows, boolean[] labels, double[] weights, double penalty) {
    int dimension = weights.length - 1;
    double[] gradient = new double[weights.length];
    for (int row = 0; row < rows.size(); row++) {
      Features features = rows.get(row);
      double sign = labels[row] ? 1 : -1;
      double margin = sign * (features.dot(weights) + weights[dimension]);
      double slope = -sign / (1 + Math.exp(margin)) / rows.size();
      for (int i = 0; i < features.indices().length; i++) {
        gradient[features.indices()[i]] += slope * features.values()[i];
      }
      gradient[dimension] += slope;
    }
    for (int j = 0; j < dimension; j++) {
      gradient[j] += penalty * weights[j];
    }
    return gradient;
  }

  /** Log-odds of the label being true. */
  double logOdds(Features features) {
    return features.dot(weights) + intercept;
  }
}
