package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Usable values of JSON members: what has the wrong type counts as absent. */
final class Values {

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]+)?");

  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  private Values() {}

  /** A non-empty string, or null. */
  static @Nullable String text(@Nullable JsonNode object, String name) {
    JsonNode value = member(object, name);
    return value != null && value.isTextual() && !value.textValue().isEmpty()
        ? value.textValue()
        : null;
  }

  /** A non-empty string as it is, an integer as its decimal text, or null. */
  static @Nullable String id(@Nullable JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (value instanceof NumberText number && number.integral()) {
      return number.decimal().toBigInteger().toString();
    }
    return text(object, name);
  }

  /** The first that is there. */
  @SafeVarargs
  static <T> @Nullable T first(@Nullable T... candidates) {
    for (T candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * A time, to the microsecond; null if it is zero, empty or unreadable. Numbers count from 1970:
   * below 10¹¹ seconds, below 10¹⁴ milliseconds, below 10¹⁷ microseconds, else nanoseconds.
   */
  static @Nullable Instant time(@Nullable JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (value instanceof NumberText number) {
      return sinceEpoch(number.asText());
    }
    String text = text(object, name);
    if (text == null) {
      return null;
    }
    return DIGITS.matcher(text).matches() ? sinceEpoch(text) : iso(text);
  }

  private static @Nullable Instant sinceEpoch(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      BigDecimal size = number.abs();
      int toMicros = 6;
      if (size.compareTo(BigDecimal.TEN.pow(17)) >= 0) {
        toMicros = -3;
      } else if (size.compareTo(BigDecimal.TEN.pow(14)) >= 0) {
        toMicros = 0;
      } else if (size.compareTo(BigDecimal.TEN.pow(11)) >= 0) {
        toMicros = 3;
      }
      RoundingMode rounding = toMicros == 6 ? RoundingMode.HALF_EVEN : RoundingMode.FLOOR;
      long micros = number.scaleByPowerOfTen(toMicros).setScale(0, rounding).longValueExact();
      return micros == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant iso(String text) {
    String normal = text.strip().replaceFirst("^(\\S{10}) +", "$1T");
    // Finer digits than nanoseconds are cut off before parsing; the formatter reads nine.
    normal = normal.replaceFirst("(\\.[0-9]{9})[0-9]+", "$1").replaceFirst("\\.(?![0-9])", "");
    normal = normal.replaceFirst("z$", "Z");
    try {
      var parsed =
          LOCAL.parseBest(normal.replaceFirst("t", "T"), OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof OffsetDateTime offset
              ? offset.toInstant()
              : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
