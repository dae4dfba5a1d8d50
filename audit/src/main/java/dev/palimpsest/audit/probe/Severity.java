package dev.palimpsest.audit.probe;

import java.util.Locale;
import java.util.Set;

/** How grave it is if a value of a type gets out; a policy choice, with unknown types high. */
public enum Severity {
  /** National identifiers, payment, health, credentials, and types not known here. */
  HIGH,
  /** What reaches or locates a person. */
  MEDIUM,
  /** What names a person or a place and little more. */
  LOW;

  private static final Set<String> MEDIUM_TYPES =
      Set.of(
          "ADDRESS",
          "DATE_OF_BIRTH",
          "EMAIL",
          "EMAIL_ADDRESS",
          "EMPLOYEE_ID",
          "IP_ADDRESS",
          "IPV4",
          "IPV6",
          "LICENSE_PLATE",
          "MAC_ADDRESS",
          "PHONE",
          "PHONE_NUMBER",
          "POSTAL_ADDRESS",
          "STREET_ADDRESS",
          "URL",
          "USERNAME",
          "VEHICLE_ID");
  private static final Set<String> LOW_TYPES =
      Set.of(
          "AGE",
          "CITY",
          "COUNTRY",
          "DATE",
          "DATE_TIME",
          "FIRST_NAME",
          "LAST_NAME",
          "LOCATION",
          "NAME",
          "ORGANIZATION",
          "PERSON",
          "PERSON_NAME",
          "TITLE");

  /** The severity of a type of personal value, whatever its case. */
  public static Severity of(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    if (LOW_TYPES.contains(upper)) {
      return LOW;
    }
    return MEDIUM_TYPES.contains(upper) ? MEDIUM : HIGH;
  }

  /** The slice of metrics over values of this severity. */
  public String slice() {
    return "severity=" + name().toLowerCase(Locale.ROOT);
  }
}
