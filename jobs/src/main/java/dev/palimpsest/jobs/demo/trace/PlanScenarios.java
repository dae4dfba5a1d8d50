package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conversations about mobile plans and lines. */
final class PlanScenarios {

  private PlanScenarios() {}

  static void changePlan(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "plan_open");
    search(
        dialogue,
        "plan " + facts.slot("new_plan"),
        Json.object("plan", facts.slot("new_plan"), "monthly", facts.slot("small_price")));
    dialogue.assistant("plan_offer");
    if (dialogue.chance(0.6)) {
      dialogue.exchange("plan_hesitate", "plan_reassure", 5);
    }
    dialogue.user("confirm");
    dialogue.call(
        SupportTool.CHANGE_PLAN,
        customer(facts)
            .put("plan", facts.slot("new_plan"))
            .put("starts_on", facts.slot("move_date")),
        Json.object("status", "ok", "reference", facts.slot("reference")));
    dialogue.assistant("plan_done");
    Reception.close(dialogue);
  }

  static void lostSim(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "sim_open");
    dialogue.assistant("sim_ask");
    boolean elsewhere = dialogue.chance(0.4);
    dialogue.user(elsewhere ? "sim_other" : "confirm");
    Customer customer = facts.customer();
    dialogue.call(
        SupportTool.REPLACE_SIM,
        Json.object(
            "phone", "+1" + customer.phone(),
            "recipient", elsewhere ? customer.companion() : customer.fullName(),
            "address", elsewhere ? facts.slot("new_address") : facts.slot("address")),
        Json.object("status", "ok", "case", facts.slot("case"), "days", facts.slot("days")));
    dialogue.assistant("sim_done");
    Reception.close(dialogue);
  }

  static void slowLine(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.open(dialogue, "line_open");
    dialogue.call(
        SupportTool.TEST_LINE,
        customer(facts),
        Json.object("mbit", facts.slot("speed_low"), "errors_per_hour", facts.slot("errors")));
    dialogue.assistant("line_found");
    dialogue.user("line_slot");
    dialogue.call(
        SupportTool.BOOK_TECHNICIAN,
        customer(facts)
            .put("slot", facts.slot("weekday") + " " + facts.slot("part_of_day"))
            .put("contact_phone", "+1" + facts.customer().phone()),
        Json.object("status", "booked", "reference", facts.slot("reference")));
    dialogue.assistant("line_done");
    Reception.close(dialogue);
  }

  static void roaming(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.openLightly(dialogue, "roaming_open");
    search(
        dialogue,
        "roaming " + facts.slot("country") + " " + facts.slot("plan"),
        Json.object("country", facts.slot("country"), "per_gigabyte", facts.slot("fee")));
    dialogue.assistant("roaming_answer");
    dialogue.exchange("roaming_more", "roaming_tip", 4);
    Reception.close(dialogue);
  }

  static void outage(Dialogue dialogue) {
    Facts facts = dialogue.facts();
    Reception.openLightly(dialogue, "outage_open");
    search(
        dialogue,
        "outage " + facts.slot("street_word") + " station",
        Json.object("state", "outage", "since", facts.slot("hour") + ":00"));
    dialogue.assistant("outage_answer");
    dialogue.exchange("outage_more", "outage_tip", 4);
    Reception.close(dialogue);
  }

  private static void search(Dialogue dialogue, String query, ObjectNode result) {
    dialogue.call(SupportTool.SEARCH_HELP, Json.object("query", query), result);
  }

  private static ObjectNode customer(Facts facts) {
    return Json.object("customer_id", facts.customer().id());
  }
}
