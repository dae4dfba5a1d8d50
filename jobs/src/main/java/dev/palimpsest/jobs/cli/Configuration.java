package dev.palimpsest.jobs.cli;

/**
 * The configuration file, {@code conf/palimpsest.yaml} unless {@code --config} names another. One
 * record per section; an unknown or missing key is refused by name.
 */
record Configuration(Keys keys, Scrub scrub) {

  /**
   * @param lake {@code user} for a key that is made on this machine, or {@code env:NAME}, {@code
   *     file:PATH}
   */
  record Keys(String lake) {}

  /**
   * @param policy file of the scrub policy, relative to the configuration file
   */
  record Scrub(String policy) {}
}
