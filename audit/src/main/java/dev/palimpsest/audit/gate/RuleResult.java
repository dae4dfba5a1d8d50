package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one rule came to.
 *
 * @param rule its name
 * @param kind risk or validity
 * @param why the risk in plain words, from the policy
 * @param probe whose metric decided: the worst of the rule's probes; null if none was measured
 * @param slice of the metric
 * @param metric its name
 * @param bound which number of the metric the limit is about
 * @param observed that number; null if the metric has none
 * @param low lower end of the metric's interval; null if it has none
 * @param high upper end of the metric's interval; null if it has none
 * @param limit in words, such as "at most 0.6"
 * @param members that the metric rests on
 * @param controls that the metric rests on
 * @param outcome before any waiver
 * @param reason one sentence
 * @param waiver the exception that held when the gate decided; null if there was none
 */
public record RuleResult(
    @JsonProperty(value = "rule", required = true) String rule,
    @JsonProperty(value = "kind", required = true) Rule.Kind kind,
    @JsonProperty(value = "why", required = true) String why,
    @JsonProperty(value = "probe", required = true) @Nullable String probe,
    @JsonProperty(value = "slice", required = true) String slice,
    @JsonProperty(value = "metric", required = true) String metric,
    @JsonProperty(value = "bound", required = true) Bound bound,
    @JsonProperty(value = "observed", required = true) @Nullable Double observed,
    @JsonProperty(value = "low", required = true) @Nullable Double low,
    @JsonProperty(value = "high", required = true) @Nullable Double high,
    @JsonProperty(value = "limit", required = true) String limit,
    @JsonProperty(value = "members", required = true) int members,
    @JsonProperty(value = "controls", required = true) int controls,
    @JsonProperty(value = "outcome", required = true) Outcome outcome,
    @JsonProperty(value = "reason", required = true) String reason,
    @JsonProperty(value = "waiver", required = true) GatePolicy.@Nullable Waiver waiver) {

  /** What the rule counts for on a day: a waiver that still holds makes it count as met. */
  Outcome outcomeOn(LocalDate day) {
    return waiver != null && !waiver.expires().isBefore(day) ? Outcome.PASS : outcome;
  }

  RuleResult undecided(String because) {
    return new RuleResult(
        rule,
        kind,
        why,
        probe,
        slice,
        metric,
        bound,
        observed,
        low,
        high,
        limit,
        members,
        controls,
        Outcome.INCONCLUSIVE,
        because,
        waiver);
  }
}
