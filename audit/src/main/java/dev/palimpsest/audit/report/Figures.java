package dev.palimpsest.audit.report;

import dev.palimpsest.audit.stats.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, the same in every locale. */
final class Figures {

  private static final String ABSENT = "–";

  private Figures() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three decimals. */
  static String decimal(@Nullable Double value) {
    return value == null ? ABSENT : String.format(Locale.ROOT, "%.3f", value);
  }

  /** One decimal. */
  static String oneDecimal(@Nullable Double value) {
    return value == null ? ABSENT : String.format(Locale.ROOT, "%.1f", value);
  }

  /** Exposure: 9.97 bits. */
  static String bits(@Nullable Double value) {
    return value == null ? ABSENT : String.format(Locale.ROOT, "%.2f\u00a0bits", value);
  }

  /** A share as a percentage: 23.7 %. */
  static String percent(@Nullable Double share) {
    return share == null ? ABSENT : String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
  }

  /** "23.7 % (21.9 to 25.6)". */
  static String percentWithInterval(Metric metric) {
    if (metric.low() == null || metric.high() == null) {
      return percent(metric.point());
    }
    return String.format(
        Locale.ROOT,
        "%s (%.1f\u00a0to\u00a0%.1f)",
        percent(metric.point()),
        100 * metric.low(),
        100 * metric.high());
  }

  /** "0.844 (0.816 to 0.868)". */
  static String decimalWithInterval(Metric metric) {
    if (metric.low() == null || metric.high() == null) {
      return decimal(metric.point());
    }
    return String.format(
        Locale.ROOT,
        "%s (%s\u00a0to\u00a0%s)",
        decimal(metric.point()),
        decimal(metric.low()),
        decimal(metric.high()));
  }

  /** "3 rules", "1 rule". */
  static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A share as so many in a hundred: 93. */
  static String inHundred(double share) {
    return String.format(Locale.ROOT, "%d", Math.round(100 * share));
  }
}
