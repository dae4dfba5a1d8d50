package dev.palimpsest.jobs.scrub;

import dev.palimpsest.profile.Decision;
import dev.palimpsest.profile.DecisionRule;
import java.io.Serializable;
import java.util.List;

/**
 * How the columns of the lake are profiled before the scrub.
 *
 * @param decisions that may be taken: {@code lift}, {@code lower}; none for no profile at all
 * @param lift when a type is lifted in a column
 * @param lower when a type is lowered in a column
 * @param columnsPerSource most columns that are told apart in one batch of traces and one source,
 *     such as the results of a tool: those with most values; the others are counted together
 */
public record ProfileSettings(
    List<Decision> decisions,
    DecisionRule.Lift lift,
    DecisionRule.Lower lower,
    int columnsPerSource)
    implements Serializable {

  public ProfileSettings {
    if (columnsPerSource < 1) {
      throw new IllegalArgumentException(
          "scrub.profile.columns-per-source must be at least 1. Provided value: "
              + columnsPerSource);
    }
    decisions = new DecisionRule(decisions, lift, lower).decisions();
  }

  /** No profile. */
  public static ProfileSettings none() {
    DecisionRule standard = DecisionRule.standard();
    return new ProfileSettings(List.of(), standard.lift(), standard.lower(), 1);
  }

  /** Whether there is a profile. */
  boolean isWanted() {
    return !decisions.isEmpty();
  }

  DecisionRule rule() {
    return new DecisionRule(decisions, lift, lower);
  }
}
