package dev.palimpsest.profile;

import java.io.Serializable;
import java.util.List;

/**
 * Decides about a type in a column from its counts.
 *
 * <p>Lifted is where at least {@link Lift#share} of at least {@link Lift#leastLeaves} values fit
 * the type, at most {@link Lift#mostByChance} of their decoys do, and the values are no repetitions
 * and no series. Lowered is where at least {@link Lower#leastLeaves} values have nothing but the
 * type's shape, none is tier A, and they pass the type's check at most {@link Lower#overChance}
 * oftener than their decoys. What is neither stays as it is.
 *
 * @param decisions that may be taken; none of the others is
 * @param lift when a type is lifted
 * @param lower when a type is lowered
 */
public record DecisionRule(List<Decision> decisions, Lift lift, Lower lower)
    implements Serializable {

  /**
   * @param leastLeaves fewer values prove nothing
   * @param leastDistinct fewer different values, or fewer that differ before their last four
   *     digits, are a list of choices or a series
   * @param share least share of values that fit, in (0, 1]
   * @param mostByChance greatest share of decoys that fit, in [0, {@code share})
   */
  public record Lift(long leastLeaves, long leastDistinct, double share, double mostByChance)
      implements Serializable {
    public Lift {
      least("lift.least-leaves", leastLeaves);
      least("lift.least-distinct", leastDistinct);
      if (!(share > 0 && share <= 1)) {
        throw refused("lift.share must be in (0, 1]", share);
      }
      if (!(mostByChance >= 0 && mostByChance < share)) {
        throw refused("lift.most-by-chance must be in [0, lift.share)", mostByChance);
      }
    }
  }

  /**
   * @param leastLeaves fewer values with the bare shape prove nothing
   * @param leastDistinct fewer different values may be one person's, many times
   * @param overChance greatest share of the values that pass the check beyond the share of their
   *     decoys, in [0, 1)
   */
  public record Lower(long leastLeaves, long leastDistinct, double overChance)
      implements Serializable {
    public Lower {
      least("lower.least-leaves", leastLeaves);
      least("lower.least-distinct", leastDistinct);
      if (!(overChance >= 0 && overChance < 1)) {
        throw refused("lower.over-chance must be in [0, 1)", overChance);
      }
    }
  }

  public DecisionRule {
    if (decisions.contains(Decision.NONE)) {
      throw new IllegalArgumentException(
          "scrub.profile.decisions must name lift and lower only. Provided value: none");
    }
    decisions = decisions.stream().distinct().sorted().toList();
  }

  /** Lifts and lowers by the documented defaults. */
  public static DecisionRule standard() {
    return new DecisionRule(
        List.of(Decision.LIFT, Decision.LOWER),
        new Lift(200, 50, 0.95, 0.5),
        new Lower(2000, 50, 0.02));
  }

  /** Whether any decision may be taken at all. */
  public boolean decides() {
    return !decisions.isEmpty();
  }

  public Decision decide(TypeCounts counts) {
    if (decisions.contains(Decision.LIFT) && isColumnOfType(counts)) {
      return Decision.LIFT;
    }
    return decisions.contains(Decision.LOWER) && isByChance(counts)
        ? Decision.LOWER
        : Decision.NONE;
  }

  private boolean isColumnOfType(TypeCounts counts) {
    return counts.leaves() >= lift.leastLeaves()
        && counts.distinct() >= lift.leastDistinct()
        && counts.stems() >= lift.leastDistinct()
        && counts.fittingShare() >= lift.share()
        && counts.chanceShare() <= lift.mostByChance();
  }

  private boolean isByChance(TypeCounts counts) {
    KindCounts own = counts.own();
    double beyond = (double) (own.bareValid() - own.bareByChance()) / Math.max(1, own.bare());
    return own.bare() >= lower.leastLeaves()
        && counts.distinct() >= lower.leastDistinct()
        && own.tierA() == 0
        && beyond <= lower.overChance();
  }

  private static void least(String key, long value) {
    if (value < 1) {
      throw refused(key + " must be at least 1", value);
    }
  }

  private static IllegalArgumentException refused(String rule, Object value) {
    return new IllegalArgumentException("scrub.profile." + rule + ". Provided value: " + value);
  }
}
