package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conversations about orders. */
final class OrderScenarios {

  private OrderScenarios() {}

  static void lateDelivery(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "late_open");
    if (dialogue.chance(0.5)) {
      dialogue.assistant("late_ask_order");
      dialogue.user("late_order");
    }
    ObjectNode order = Json.object("order_id", facts.slot("order"));
    dialogue.call(SupportTool.GET_ORDER, order, order(facts, "shipped"));
    dialogue.call(
        SupportTool.TRACK_PARCEL,
        order,
        Json.object(
            "carrier", facts.slot("carrier"),
            "last_scan", facts.slot("hub"),
            "scanned_on", facts.slot("scan_date")));
    dialogue.assistant("late_found");
    if (dialogue.chance(0.5)) {
      dialogue.user("late_again");
      ObjectNode reship = order.deepCopy();
      reship.setAll(Json.address(facts.customer().address()));
      dialogue.call(SupportTool.RESHIP_ORDER, reship, done(facts));
      dialogue.assistant("late_again_done");
    } else {
      dialogue.user("late_refund");
      ObjectNode refund = order.deepCopy();
      refund.put("amount", facts.slot("price")).put("to", "card " + facts.slot("card_end"));
      dialogue.call(SupportTool.REFUND_ORDER, refund, done(facts));
      dialogue.assistant("late_refund_done");
    }
    Reception.close(dialogue);
  }

  static void returnOrder(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "return_open");
    dialogue.call(
        SupportTool.GET_ORDER,
        Json.object("order_id", facts.slot("order")),
        order(facts, "delivered"));
    dialogue.assistant("return_found");
    boolean toAccount = dialogue.chance(0.35);
    dialogue.user(toAccount ? "return_to_iban" : "return_to_card");
    dialogue.call(
        SupportTool.CREATE_RETURN,
        Json.object(
            "order_id", facts.slot("order"),
            "label_to", facts.customer().email(),
            "refund_to", toAccount ? facts.customer().iban() : "card"),
        done(facts));
    dialogue.assistant("return_done");
    if (dialogue.chance(0.7)) {
      dialogue.exchange("return_question", "return_answer", 5);
    }
    Reception.close(dialogue);
  }

  static void warranty(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.openLightly(dialogue, "warranty_open");
    dialogue.call(
        SupportTool.SEARCH_HELP,
        Json.object("query", "warranty " + facts.slot("good_word")),
        Json.object(
            "page", "warranty",
            "years", facts.slot("warranty_years"),
            "repair_days", facts.slot("days")));
    dialogue.assistant("warranty_terms");
    dialogue.user("confirm");
    dialogue.call(
        SupportTool.OPEN_REPAIR,
        Json.object("customer_email", facts.customer().email(), "product", facts.slot("product")),
        done(facts));
    dialogue.assistant("warranty_done");
    Reception.close(dialogue);
  }

  private static ObjectNode order(Facts facts, String status) {
    ObjectNode order =
        Json.object(
            "order_id",
            facts.slot("order"),
            "status",
            status,
            "ordered_on",
            facts.slot("order_date"),
            "item",
            facts.slot("product") + ", " + facts.slot("color"),
            "total",
            facts.slot("price"),
            "paid_with",
            "card " + facts.slot("card_end"));
    order.set("ship_to", Json.object("name", facts.customer().fullName()));
    return order;
  }

  private static ObjectNode done(Facts facts) {
    return Json.object("status", "ok", "reference", facts.slot("reference"));
  }
}
