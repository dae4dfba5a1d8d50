package dev.palimpsest.mask;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Coarser values (45 CFR 164.514(b)(2)(i)). */
final class Generalisation {

  /** Three digits of US postcodes with fewer than 20,000 people (census of 2000, as HHS lists). */
  private static final Set<String> SMALL_AREAS =
      Set.of(
          "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878",
          "879", "884", "890", "893");

  private static final Pattern US_POSTCODE = Pattern.compile("(\\d{3})\\d{2}(?:-\\d{4})?");
  private static final Pattern IPV4 = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\.\\d+(?:/\\d+)?");

  private Generalisation() {}

  /** The coarser value; null if there is none for this type or notation. */
  static @Nullable String of(String type, String value) {
    return switch (type) {
      case "DATE", "DATE_OF_BIRTH" -> Dates.year(value);
      case "AGE" -> age(value);
      case "POSTCODE" -> postcode(value);
      case "IP_ADDRESS" -> network(value);
      default -> null;
    };
  }

  private static @Nullable String age(String value) {
    if (!value.matches("\\d{1,3}")) {
      return null;
    }
    int decade = Integer.parseInt(value) / 10 * 10;
    return decade >= 90 ? "90+" : decade + "-" + (decade + 9);
  }

  private static @Nullable String postcode(String value) {
    Matcher matcher = US_POSTCODE.matcher(value.strip());
    if (!matcher.matches()) {
      return null;
    }
    return (SMALL_AREAS.contains(matcher.group(1)) ? "000" : matcher.group(1)) + "**";
  }

  private static @Nullable String network(String value) {
    Matcher matcher = IPV4.matcher(value);
    return matcher.matches() ? matcher.group(1) + ".0/24" : null;
  }
}
