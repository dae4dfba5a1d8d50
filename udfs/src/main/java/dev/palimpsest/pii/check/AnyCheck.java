package dev.palimpsest.pii.check;

import java.util.List;

/**
 * For kinds with more than one recipe: one of several must hold.
 *
 * @param of the recipes, each a list of checks that must all hold
 */
record AnyCheck(List<List<ValueCheck>> of) implements ValueCheck {

  AnyCheck {
    of = List.copyOf(of);
    if (of.isEmpty()) {
      throw new IllegalArgumentException("any needs a list of checks");
    }
  }

  /** OK, or the answer of the recipe that got furthest. */
  @Override
  public Check check(String value) {
    Check best = Check.BAD_LENGTH;
    for (List<ValueCheck> recipe : of) {
      Check answer = ValueCheck.all(recipe, value);
      if (answer == Check.OK) {
        return Check.OK;
      }
      best = answer.compareTo(best) > 0 ? answer : best;
    }
    return best;
  }
}
