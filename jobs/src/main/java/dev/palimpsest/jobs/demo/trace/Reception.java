package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How every conversation begins and ends: the customer is identified, and says good-bye. */
final class Reception {

  private Reception() {}

  /** The opening turn, the question who it is, and the look-up. */
  static void open(Dialogue dialogue, String opening) {
    dialogue.user(opening);
    dialogue.assistant("ask_identity");
    dialogue.user("identity");
    dialogue.call(
        SupportTool.FIND_CUSTOMER, arguments(dialogue.facts()), profile(dialogue.facts()));
    if (dialogue.chance(0.3)) {
      dialogue.assistant("ask_birth");
      dialogue.user("birth");
    }
  }

  /** The same where the account does not matter, only that somebody is a customer. */
  static void openLightly(Dialogue dialogue, String opening) {
    Facts facts = dialogue.facts();
    dialogue.user(opening);
    dialogue.assistant("ask_identity");
    dialogue.user("identity");
    dialogue.call(
        SupportTool.CHECK_CUSTOMER,
        arguments(facts),
        Json.object(
            "status", "active",
            "name", facts.customer().fullName(),
            "email", facts.customer().email(),
            "plan", facts.slot("plan")));
  }

  /** The last turns, after the agent asked whether there is anything else. */
  static void close(Dialogue dialogue) {
    dialogue.user("thanks");
    dialogue.assistant("farewell");
  }

  private static ObjectNode arguments(Facts facts) {
    String key = facts.identification().name().toLowerCase(Locale.ROOT);
    return Json.object(
        key,
        switch (facts.identification()) {
          case EMAIL -> facts.customer().email();
          case PHONE -> "+1" + facts.customer().phone();
          case CUSTOMER_ID -> facts.customer().id();
        });
  }

  private static ObjectNode profile(Facts facts) {
    Customer customer = facts.customer();
    ObjectNode profile =
        Json.object(
            "customer_id", customer.id(),
            "name", customer.fullName(),
            "email", customer.email(),
            "phone", "+1" + customer.phone(),
            "date_of_birth", DateTimeFormatter.ISO_LOCAL_DATE.format(customer.born()));
    profile.set("address", Json.address(customer.address()));
    profile.put("plan", facts.slot("plan"));
    return profile;
  }
}
