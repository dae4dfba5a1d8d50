package dev.palimpsest.mask;

import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.RuleBook;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.pii.UserRules;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is masked, and how. Read from YAML by {@link PolicyReader}. Java-serialisable.
 *
 * @param name for people
 * @param otherwise for types that are not listed
 * @param types by type of the rule book or of {@code rules}
 * @param rules that the user adds to the rule book; a policy that says nothing adds none
 */
public record Policy(
    String name, Treatment otherwise, Map<String, Treatment> types, UserRules rules)
    implements Serializable {

  /**
   * What is done about one type.
   *
   * @param tiers the action for each tier; where D (found by a model alone) is left out, it is done
   *     as B, so that policies from before there were models protect what a model finds
   * @param operator how it is masked where it is
   */
  public record Treatment(Map<Tier, Action> tiers, Operator operator) implements Serializable {

    public Treatment {
      tiers = new TreeMap<>(tiers);
      Action probable = tiers.get(Tier.B);
      if (probable != null) {
        tiers.putIfAbsent(Tier.D, probable);
      }
      for (Tier tier : Tier.values()) {
        if (!tiers.containsKey(tier)) {
          throw new IllegalArgumentException(
              "tiers must say what is done in each of A, B and C. Missing: " + tier);
        }
      }
      tiers = Collections.unmodifiableMap(tiers);
    }
  }

  public Policy {
    types = Collections.unmodifiableMap(new TreeMap<>(types));
    PiiDetector.with(rules); // refuses rules whose examples do not hold
    SortedSet<String> known = new TreeSet<>(RuleBook.standard().types());
    known.addAll(rules.types());
    for (String type : types.keySet()) {
      if (!known.contains(type)) {
        throw new IllegalArgumentException(
            "types."
                + type
                + " is not a type of the rule book. Known types: "
                + String.join(", ", known));
      }
    }
  }

  /** What is done about a finding of this type and tier. */
  public Action action(String type, Tier tier) {
    Action action = treatment(type).tiers().get(tier);
    if (action == null) {
      throw new IllegalStateException("a treatment has an action for each tier");
    }
    return action;
  }

  /** How findings of this type are masked. */
  public Operator operator(String type) {
    return treatment(type).operator();
  }

  /** Whether some type is masked with a key. */
  public boolean needsKey() {
    return otherwise.operator().needsKey()
        || types.values().stream().anyMatch(treatment -> treatment.operator().needsKey());
  }

  /** Whether some type keeps whole conversations back. */
  public boolean refusesRows() {
    return otherwise.operator().refusesRow()
        || types.values().stream().anyMatch(treatment -> treatment.operator().refusesRow());
  }

  private Treatment treatment(String type) {
    return types.getOrDefault(type, otherwise);
  }
}
