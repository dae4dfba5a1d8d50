package dev.palimpsest.audit.model;

import dev.palimpsest.audit.model.Positions.Target;

/**
 * Reduces logits to {@link TokenStatistics} in double precision, for engines whose own reductions
 * are not exact enough.
 */
final class LogitReduction {
  private final float[] shifted;
  private final TopScan top;

  /**
   * @param vocabulary logits of a position
   */
  LogitReduction(int vocabulary) {
    shifted = new float[vocabulary];
    top = new TopScan(Math.min(TokenStatistics.TOP, vocabulary));
  }

  /**
   * Reduces one position. Nothing is written if a logit is no number.
   *
   * @param logits with the position's at {@code [from, from + vocabulary)}
   * @param gold the token that follows
   */
  void reduce(float[] logits, int from, int gold, Target target) {
    float max = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < shifted.length; v++) {
      max = Math.max(max, logits[from + v]);
    }
    double total = 0;
    double first = 0;
    double second = 0;
    for (int v = 0; v < shifted.length; v++) {
      float below = logits[from + v] - max;
      shifted[v] = below;
      double weight = Math.exp(below);
      double moment = weight == 0 ? 0 : weight * below;
      total += weight;
      first += moment;
      second += moment == 0 ? 0 : moment * below;
    }
    if (Double.isNaN(total)) {
      return;
    }
    double logTotal = Math.log(total);
    double mean = first / total;
    top.scan(shifted, 0, shifted.length, shifted[gold]);
    TokenStatistics row = target.row();
    int at = target.position();
    row.logprob()[at] = (float) Math.min(0, shifted[gold] - logTotal);
    row.mean()[at] = (float) Math.min(0, mean - logTotal);
    row.sd()[at] = (float) Math.sqrt(Math.max(0, second / total - mean * mean));
    row.lseTop40()[at] = (float) Math.min(0, top.logSumExp() - logTotal);
    row.argmax()[at] = top.argmax();
    row.rank()[at] = top.above() + 1;
  }
}
