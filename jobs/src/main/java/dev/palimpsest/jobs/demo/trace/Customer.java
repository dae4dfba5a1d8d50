package dev.palimpsest.jobs.demo.trace;

import java.time.LocalDate;

/**
 * An invented person. The same values appear in every conversation of the customer, in whatever
 * notation.
 *
 * @param phone ten digits
 * @param nextAddress where the customer moves, or has parcels sent
 * @param card digits without blanks
 * @param expiry MM/YY
 * @param iban without blanks
 * @param companion another person's full name
 * @param companionPhone ten digits
 */
record Customer(
    String id,
    String first,
    String last,
    String email,
    String phone,
    LocalDate born,
    Address address,
    Address nextAddress,
    String card,
    String expiry,
    String iban,
    String apiKey,
    String companion,
    String companionPhone) {

  String fullName() {
    return first + " " + last;
  }

  String cardEnd() {
    return card.substring(card.length() - 4);
  }

  /** Carries no content, as everywhere. */
  @Override
  public String toString() {
    return "Customer[]";
  }
}
