package dev.palimpsest.audit.stats;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One measured number with what it rests on. The component names are the keys of {@code
 * metrics.json}.
 *
 * @param probe whose scores, such as {@code min_k_pp}
 * @param slice of which rows: {@code all}, {@code type=EMAIL_ADDRESS}, {@code canary.tier=1}
 * @param metric what was measured, such as {@code auc}
 * @param point the estimate; null where it cannot be computed, {@code rule} then says why
 * @param low lower end of the interval; null where there is none
 * @param high upper end of the interval; null where there is none
 * @param members rows (spans, canaries) trained on that count in the number
 * @param controls rows (spans, canaries) not trained on that count in the number
 * @param rule how the number was computed
 */
@JsonPropertyOrder({
  "probe",
  "slice",
  "metric",
  "point",
  "low",
  "high",
  "members",
  "controls",
  "rule"
})
public record Metric(
    String probe,
    String slice,
    String metric,
    @Nullable Double point,
    @Nullable Double low,
    @Nullable Double high,
    int members,
    int controls,
    String rule) {

  public Metric {
    Objects.requireNonNull(probe, "probe");
    Objects.requireNonNull(slice, "slice");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(rule, "rule");
    requireFinite("point", point);
    requireFinite("low", low);
    requireFinite("high", high);
    if (members < 0 || controls < 0) {
      throw new IllegalArgumentException(
          "members and controls must be at least 0. Provided values: " + members + ", " + controls);
    }
  }

  /** JSON has no NaN, and a bound that is one would pass every comparison. */
  private static void requireFinite(String name, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + " must be finite or null. Provided value: " + value);
    }
  }
}
