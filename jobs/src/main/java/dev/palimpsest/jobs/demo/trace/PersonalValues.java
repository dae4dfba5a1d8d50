package dev.palimpsest.jobs.demo.trace;

import dev.palimpsest.text.Message;
import dev.palimpsest.text.ToolCall;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Notes which values of the customers really occur in what is said. */
final class PersonalValues {

  private final SortedSet<PersonalDatum> found = new TreeSet<>();

  void collect(Dialogue dialogue) {
    StringBuilder text = new StringBuilder();
    for (Message message : dialogue.messages()) {
      text.append(message.content()).append('\n');
      for (ToolCall call : message.toolCalls()) {
        text.append(call.arguments()).append('\n');
      }
    }
    String said = text.toString();
    for (PersonalDatum value : values(dialogue.facts())) {
      if (said.contains(value.value())) {
        found.add(value);
      }
    }
  }

  private static List<PersonalDatum> values(Facts facts) {
    Customer customer = facts.customer();
    return List.of(
        new PersonalDatum(PersonalDatum.Type.NAME, customer.fullName()),
        new PersonalDatum(PersonalDatum.Type.NAME, customer.companion()),
        new PersonalDatum(PersonalDatum.Type.EMAIL, customer.email()),
        new PersonalDatum(PersonalDatum.Type.PHONE, facts.slot("phone")),
        new PersonalDatum(PersonalDatum.Type.PHONE, "+1" + customer.phone()),
        new PersonalDatum(PersonalDatum.Type.PHONE, facts.slot("second_phone")),
        new PersonalDatum(PersonalDatum.Type.STREET, customer.address().street()),
        new PersonalDatum(PersonalDatum.Type.STREET, customer.nextAddress().street()),
        new PersonalDatum(
            PersonalDatum.Type.DATE_OF_BIRTH,
            DateTimeFormatter.ISO_LOCAL_DATE.format(customer.born())),
        new PersonalDatum(PersonalDatum.Type.DATE_OF_BIRTH, facts.slot("dob")),
        new PersonalDatum(PersonalDatum.Type.CARD, customer.card()),
        new PersonalDatum(PersonalDatum.Type.CARD, facts.slot("card")),
        new PersonalDatum(PersonalDatum.Type.CUSTOMER_ID, customer.id()),
        new PersonalDatum(PersonalDatum.Type.IBAN, customer.iban()),
        new PersonalDatum(PersonalDatum.Type.IBAN, facts.slot("iban")),
        new PersonalDatum(PersonalDatum.Type.API_KEY, customer.apiKey()));
  }

  List<PersonalDatum> sorted() {
    return List.copyOf(found);
  }
}
