package dev.palimpsest.pii;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the rule book.
 *
 * @param id unique, written into findings
 * @param type what it finds
 * @param region ISO 3166-1 code of the country whose it is; absent if it is no country's
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
    @Nullable String region,
    Search search,
    Strength strength,
    List<String> context,
    List<String> against,
    boolean learned,
    String source,
    List<String> match,
    List<String> reject) {

  public Rule {
    Required.key(id, "id");
    Required.key(type, "type of rule " + id);
    Required.key(search, "search of rule " + id);
    Required.key(strength, "strength of rule " + id);
    Required.key(source, "source of rule " + id);
    Required.key(match, "match of rule " + id);
    Required.key(reject, "reject of rule " + id);
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
    context = orNone(context);
    against = orNone(against);
    match = List.copyOf(match);
    reject = List.copyOf(reject);
  }

  /** Lists of words may be left out. */
  private static List<String> orNone(@Nullable List<String> words) {
    return words == null ? List.of() : List.copyOf(words);
  }

  /** The id; a rule is long. */
  @Override
  public String toString() {
    return "Rule[" + id + "]";
  }
}
