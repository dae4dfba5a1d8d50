package dev.palimpsest.jobs.demo.trace;

/** What a customer is looked up by; the name in lower case is the argument of the look-up. */
enum Identification {
  EMAIL("email address"),
  PHONE("phone number"),
  CUSTOMER_ID("customer number");

  private final String words;

  Identification(String words) {
    this.words = words;
  }

  /** What the agent calls it. */
  String words() {
    return words;
  }
}
