package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit.
 *
 * @param name unique in the policy
 * @param kind what it means if the limit is not kept
 * @param why the risk in plain words, for the report
 * @param probes whose metric is held against the limit; with several, the worst counts, so the best
 *     attack cannot be chosen after the fact
 * @param slice of the metric
 * @param metric name of the metric
 * @param bound of the metric
 * @param atMost upper limit; null if there is a lower one
 * @param atLeast lower limit; null if there is an upper one
 * @param minimumMembers members below which nothing is decided
 * @param minimumControls controls below which nothing is decided
 * @param requires validity rules that must be met before this one decides anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "kind", required = true) Kind kind,
    @JsonProperty(value = "why", required = true) String why,
    @JsonProperty(value = "probes", required = true) List<String> probes,
    @JsonProperty(value = "slice", required = true) String slice,
    @JsonProperty(value = "metric", required = true) String metric,
    @JsonProperty(value = "bound", required = true) Bound bound,
    @JsonProperty("at_most") @Nullable Double atMost,
    @JsonProperty("at_least") @Nullable Double atLeast,
    @JsonProperty(value = "minimum_members", required = true) int minimumMembers,
    @JsonProperty(value = "minimum_controls", required = true) int minimumControls,
    @JsonProperty(value = "requires", required = true) List<String> requires) {

  /** What it means if a limit is not kept. */
  public enum Kind {
    /** The checkpoint gives too much away: FAIL. */
    @JsonProperty("risk")
    RISK,
    /** The audit cannot be trusted: INCONCLUSIVE. */
    @JsonProperty("validity")
    VALIDITY
  }

  public Rule {
    Required.set("rule.name", name);
    Required.set("rule.kind", kind);
    Required.set("rule.why", why);
    Required.set("rule.probes", probes);
    Required.set("rule.slice", slice);
    Required.set("rule.metric", metric);
    Required.set("rule.bound", bound);
    Required.set("rule.requires", requires);
    probes = List.copyOf(probes);
    requires = List.copyOf(requires);
    if (probes.isEmpty()) {
      throw new IllegalArgumentException(
          "rule.probes must name at least one probe. Provided rule: " + name);
    }
    if ((atMost == null) == (atLeast == null)) {
      throw new IllegalArgumentException(
          "a rule must have either at_most or at_least. Provided rule: " + name);
    }
    double limit = atMost != null ? atMost : atLeast != null ? atLeast : Double.NaN;
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "a limit must be a finite number. Provided rule: " + name + ", value: " + limit);
    }
    if (minimumMembers < 0 || minimumControls < 0) {
      throw new IllegalArgumentException(
          "minimum_members and minimum_controls must be at least 0. Provided rule: " + name);
    }
    if (kind == Kind.VALIDITY && !requires.isEmpty()) {
      throw new IllegalArgumentException(
          "a validity rule must not require another. Provided rule: " + name);
    }
  }

  /** The limit, whichever side it is on. */
  public double limit() {
    // One of the two is there: the constructor says so.
    return atMost != null ? atMost : atLeast != null ? atLeast : Double.NaN;
  }

  /** Whether a value keeps the limit. */
  boolean keeps(double value) {
    return atMost != null ? value <= limit() : value >= limit();
  }

  /** The end of an interval that is furthest from breaking the limit. */
  Bound mostLenient() {
    return atMost != null ? Bound.LOW : Bound.HIGH;
  }

  /** "at most 0.6" or "at least 0.6". */
  String limitInWords() {
    return (atMost != null ? "at most " : "at least ") + Numbers.exact(limit());
  }
}
