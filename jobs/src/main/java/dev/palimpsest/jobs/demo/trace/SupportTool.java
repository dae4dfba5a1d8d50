package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The tools of the shop's agent. Each is named in lower case and takes strings only. */
enum SupportTool {
  FIND_CUSTOMER("Finds a customer by one of these", "email", "phone", "customer_id"),
  CHECK_CUSTOMER("Says whether a mail address is a customer's, and the plan", "email"),
  GET_ORDER("Shows an order", "order_id"),
  TRACK_PARCEL("Asks the carrier where the parcel of an order is", "order_id"),
  RESHIP_ORDER("Sends an order again", "order_id", "street", "city", "state", "postcode"),
  REFUND_ORDER("Pays the price of an order back", "order_id", "amount", "to"),
  CREATE_RETURN("Opens a return and mails the label", "order_id", "label_to", "refund_to"),
  OPEN_REPAIR("Opens a repair case", "customer_email", "product"),
  UPDATE_ADDRESS("Changes the address", "customer_id", "street", "city", "state", "postcode"),
  UPDATE_PAYMENT("Stores a new card", "customer_id", "holder", "card_number", "expiry"),
  GET_BILL("Shows the bill of a month", "customer_id", "month"),
  CREDIT_BILL("Credits an amount", "customer_id", "amount", "reason"),
  FIND_KEY("Shows the state of a partner key", "key"),
  ROTATE_KEY("Replaces a partner key", "customer_id", "notify"),
  CHANGE_PLAN("Changes the mobile plan", "customer_id", "plan", "starts_on"),
  REPLACE_SIM("Blocks a SIM and sends another", "phone", "recipient", "address"),
  TEST_LINE("Measures a home line", "customer_id"),
  BOOK_TECHNICIAN("Books a visit", "customer_id", "slot", "contact_phone"),
  SEARCH_HELP("Searches the help pages", "query");

  private final String description;
  private final List<String> parameters;

  SupportTool(String description, String... parameters) {
    this.description = description;
    this.parameters = List.of(parameters);
  }

  /** The name under which it is offered and called. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the model is told about it, as the model's interface takes it. */
  ObjectNode definition() {
    ObjectNode tool = Json.object("type", "function");
    ObjectNode function = tool.putObject("function");
    function.put("name", text()).put("description", description);
    ObjectNode schema = function.putObject("parameters").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    parameters.forEach(parameter -> properties.putObject(parameter).put("type", "string"));
    return tool;
  }
}
