package dev.palimpsest.pii;

import java.util.List;

/**
 * One row of the rule book.
 *
 * @param id unique, written into findings
 * @param type what it finds
 * @param search how candidates are found
 * @param strength what shape and check prove alone
 * @param context words that speak for a candidate when near
 * @param against words that speak against it when nearer than any of {@code context}
 * @param learned whether a value that a key or cue gives away is searched in the whole conversation
 * @param source where the format is laid down
 * @param match examples, the value in ⟦ ⟧
 * @param reject examples in which the rule finds nothing
 */
public record Rule(
    String id,
    String type,
    Search search,
    Strength strength,
    List<String> context,
    List<String> against,
    boolean learned,
    String source,
    List<String> match,
    List<String> reject) {

  public Rule {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "a rule id is lower-case words joined by hyphens. Provided value: " + id);
    }
    if (!type.matches("[A-Z][A-Z0-9_]*")) {
      throw new IllegalArgumentException(
          "the type of rule " + id + " must be upper case with underscores. Provided: " + type);
    }
    if (match.isEmpty() || reject.isEmpty()) {
      throw new IllegalArgumentException("rule " + id + " needs examples to match and to reject");
    }
    context = List.copyOf(context);
    against = List.copyOf(against);
    match = List.copyOf(match);
    reject = List.copyOf(reject);
  }

  /** The id; a rule is long. */
  @Override
  public String toString() {
    return "Rule[" + id + "]";
  }
}
