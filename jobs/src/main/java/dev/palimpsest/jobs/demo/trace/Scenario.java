package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What customers write about, and the tools that the agent is offered for it. */
enum Scenario {
  LATE_DELIVERY(
      OrderScenarios::lateDelivery,
      SupportTool.GET_ORDER,
      SupportTool.TRACK_PARCEL,
      SupportTool.RESHIP_ORDER,
      SupportTool.REFUND_ORDER),
  RETURN(OrderScenarios::returnOrder, SupportTool.GET_ORDER, SupportTool.CREATE_RETURN),
  WARRANTY(
      OrderScenarios::warranty,
      SupportTool.CHECK_CUSTOMER,
      SupportTool.SEARCH_HELP,
      SupportTool.OPEN_REPAIR),
  MOVE(AccountScenarios::moveHouse, SupportTool.UPDATE_ADDRESS, SupportTool.UPDATE_PAYMENT),
  NEW_CARD(AccountScenarios::newCard, SupportTool.UPDATE_ADDRESS, SupportTool.UPDATE_PAYMENT),
  BILL(AccountScenarios::disputeBill, SupportTool.GET_BILL, SupportTool.CREDIT_BILL),
  PARTNER_KEY(AccountScenarios::partnerKey, SupportTool.FIND_KEY, SupportTool.ROTATE_KEY),
  PLAN(PlanScenarios::changePlan, SupportTool.SEARCH_HELP, SupportTool.CHANGE_PLAN),
  LOST_SIM(PlanScenarios::lostSim, SupportTool.REPLACE_SIM),
  SLOW_LINE(PlanScenarios::slowLine, SupportTool.TEST_LINE, SupportTool.BOOK_TECHNICIAN),
  ROAMING(PlanScenarios::roaming, SupportTool.CHECK_CUSTOMER, SupportTool.SEARCH_HELP),
  OUTAGE(PlanScenarios::outage, SupportTool.CHECK_CUSTOMER, SupportTool.SEARCH_HELP);

  /**
   * Scenarios in which the tools are told nothing about the customer but the mail address, so that
   * other people have the same conversation once their values are masked.
   */
  static final List<Scenario> TEMPLATES = List.of(WARRANTY, ROAMING, OUTAGE);

  private final Consumer<Dialogue> script;
  private final List<ObjectNode> tools;

  Scenario(Consumer<Dialogue> script, SupportTool... tools) {
    this.script = script;
    this.tools =
        Stream.concat(Stream.of(SupportTool.FIND_CUSTOMER), Stream.of(tools))
            .map(SupportTool::definition)
            .toList();
  }

  void play(Dialogue dialogue) {
    script.accept(dialogue);
  }

  List<ObjectNode> tools() {
    return tools;
  }
}
