package dev.palimpsest.jobs.demo.trace;

/** A postal address; {@code street} starts with the house number. */
record Address(String street, String town, String state, String postcode) {

  /** On one line, as people write it. */
  String line() {
    return street + ", " + town + ", " + state + " " + postcode;
  }

  /** Carries no content, as everywhere. */
  @Override
  public String toString() {
    return "Address[]";
  }
}
