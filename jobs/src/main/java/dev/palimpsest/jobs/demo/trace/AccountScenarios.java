package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conversations about a customer's account. */
final class AccountScenarios {

  private AccountScenarios() {}

  static void moveHouse(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "address_open");
    dialogue.assistant("address_ask");
    dialogue.user("address_new");
    ObjectNode change = customer(facts);
    change.setAll(Json.address(facts.customer().nextAddress()));
    dialogue.call(SupportTool.UPDATE_ADDRESS, change, Json.object("status", "ok"));
    dialogue.assistant("address_done");
    Reception.close(dialogue);
  }

  static void newCard(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "payment_open");
    dialogue.assistant("payment_ask");
    dialogue.user("payment_card");
    dialogue.call(
        SupportTool.UPDATE_PAYMENT,
        customer(facts)
            .put("holder", facts.customer().fullName())
            .put("card_number", facts.customer().card())
            .put("expiry", facts.slot("expiry")),
        Json.object("status", "ok", "card_ending", facts.slot("card_end")));
    dialogue.assistant("payment_done");
    Reception.close(dialogue);
  }

  static void disputeBill(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "bill_open");
    ObjectNode bill =
        Json.object("month", facts.slot("month"), facts.slot("plan"), facts.slot("bill_usual"));
    bill.put(facts.slot("bill_item"), facts.slot("bill_extra"));
    bill.put("booked_on", facts.slot("bill_date")).put("total", facts.slot("bill_total"));
    dialogue.call(SupportTool.GET_BILL, customer(facts).put("month", facts.slot("month")), bill);
    dialogue.assistant("bill_found");
    dialogue.user("bill_deny");
    dialogue.call(
        SupportTool.CREDIT_BILL,
        customer(facts)
            .put("amount", facts.slot("bill_extra"))
            .put("reason", facts.slot("bill_item") + " not ordered"),
        Json.object("status", "ok", "reference", facts.slot("reference")));
    dialogue.assistant("bill_done");
    Reception.close(dialogue);
  }

  static void partnerKey(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "key_open");
    dialogue.call(
        SupportTool.FIND_KEY,
        Json.object("key", facts.slot("api_key")),
        Json.object(
            "owner", facts.customer().id(),
            "state", "disabled",
            "since", facts.slot("bill_date"),
            "age_months", facts.slot("months")));
    dialogue.assistant("key_found");
    dialogue.user("confirm");
    dialogue.call(
        SupportTool.ROTATE_KEY,
        customer(facts).put("notify", facts.customer().email()),
        Json.object("status", "ok", "case", facts.slot("case")));
    dialogue.assistant("key_done");
    Reception.close(dialogue);
  }

  private static ObjectNode customer(Facts facts) {
    return Json.object("customer_id", facts.customer().id());
  }
}
