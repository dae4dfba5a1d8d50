package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palimpsest.audit.stats.Metric;
import org.jspecify.annotations.Nullable;

/** Which number of a metric a limit is about. */
public enum Bound {
  /** Lower end of the interval. */
  @JsonProperty("low")
  LOW,
  /** Upper end of the interval. */
  @JsonProperty("high")
  HIGH,
  /** The estimate itself, for counts and maxima that have no interval. */
  @JsonProperty("point")
  POINT;

  /** The metric's number; null where it has none. */
  @Nullable Double of(Metric metric) {
    return switch (this) {
      case LOW -> metric.low();
      case HIGH -> metric.high();
      case POINT -> metric.point();
    };
  }
}
