package dev.palimpsest.jobs.demo.trace;

import java.util.Comparator;

/**
 * A personal value that occurs in the generated traces, in one notation.
 *
 * @param value the text exactly as it occurs
 */
public record PersonalDatum(Type type, String value) implements Comparable<PersonalDatum> {

  /** What a value says about a person. */
  public enum Type {
    NAME,
    EMAIL,
    PHONE,
    STREET,
    DATE_OF_BIRTH,
    CARD,
    CUSTOMER_ID,
    IBAN,
    API_KEY
  }

  @Override
  public int compareTo(PersonalDatum other) {
    return Comparator.comparing(PersonalDatum::type)
        .thenComparing(PersonalDatum::value)
        .compare(this, other);
  }

  /** Carries no value. */
  @Override
  public String toString() {
    return "PersonalDatum[" + type + "]";
  }
}
