package dev.palimpsest.mask;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.JsonFuzz;
import dev.palimpsest.text.JsonStrings;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random conversations with one customer's data in them, in text, JSON and JSON in JSON. */
final class TraceFuzz {

  private static final String[] FIRST = {"Priya", "Jürgen", "Aoife", "Tomasz", "Ngozi", "Søren"};
  private static final String[] LAST = {"Ramaswami", "Groß", "Ní Bhriain", "Kowalski", "Okonkwo"};

  private final Random random;
  final String first;
  final String last;
  final String email;
  final String userId;
  final String phone;
  final String card;
  final String born;
  final String street;
  final String zip;

  TraceFuzz(Random random) {
    this.random = random;
    first = FIRST[random.nextInt(FIRST.length)];
    last = LAST[random.nextInt(LAST.length)];
    email = "zq" + number(4) + "@vx" + number(3) + ".org";
    userId = "cust_" + number(6);
    phone = "+1 415-555-" + number(4);
    card = "4111 1111 1111 1111";
    born =
        "19%02d-0%d-1%d"
            .formatted(50 + random.nextInt(49), 1 + random.nextInt(9), random.nextInt(9));
    street = (100 + random.nextInt(900)) + " Larchmont Road";
    zip = "7" + number(4);
  }

  private String number(int digits) {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      number.append(1 + random.nextInt(9));
    }
    return number.toString();
  }

  /** All planted values. */
  List<String> values() {
    return List.of(first, last, email, userId, phone, card, born, street, zip);
  }

  Conversation conversation() {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.of(Role.USER, "Hi 😀, I am " + first + " " + last + ", card " + card));
    String profile = profile();
    String nested =
        "{\"data\": \""
            + JsonStrings.escape(profile)
            + "\", \"more\": "
            + JsonFuzz.json(random, 2)
            + "}";
    ToolCall call = new ToolCall("call_1", "find_user", random.nextBoolean() ? profile : nested);
    messages.add(
        new Message(Role.ASSISTANT, null, "look up " + userId, null, List.of(call), null, null));
    messages.add(new Message(Role.TOOL, nested, null, "find_user", List.of(), "call_1", null));
    messages.add(
        Message.of(
            Role.ASSISTANT,
            "Thank you, " + first + ". We ship to " + street + " or call " + phone + "."));
    messages.add(
        Message.of(Role.USER, "```json\n" + profile + "\n``` " + JsonFuzz.json(random, 2)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("user_id", userId);
    metadata.put(email, "x");
    return new Conversation(messages, List.of(), metadata);
  }

  private String profile() {
    String number = random.nextBoolean() ? zip : "\"" + zip + "\"";
    return """
        {"name": {"first_name": "%s", "last_name": "%s"}, "email": "%s", "zip" : %s,
         "user_id":"%s", "dob": "%s", "address1": "%s", "%s": {"flight": "HAT069", "price": 121.5}}"""
        .formatted(first, last, email, number, userId, born, street, userId);
  }
}
