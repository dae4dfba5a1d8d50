package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Texts like those of production traces, and the values planted in them. */
final class BenchmarkTexts {

  private static final String[] WORDS =
      ("the order was sent to our depot and must leave within two days please check that all parts"
              + " are in place before you start or stop any of them because some tools need more"
              + " time than others when many people use them at once we keep what we read but never"
              + " more than we must so that every step can be seen later by those who ask for it")
          .split(" ");

  private static final String[] GIVEN = {"Anna", "Peter", "Maria", "James", "Laura", "Thomas"};
  private static final String[] FAMILY = {"Schmidt", "Miller", "Garcia", "Johnson", "Rossi"};
  private static final String[] STATES = {"open", "paid", "shipped", "cancelled", "returned"};

  private final Random random;
  private final List<String> planted = new ArrayList<>();
  private final String prompt;

  BenchmarkTexts(long seed) {
    random = new Random(seed);
    prompt = prompt();
  }

  List<String> planted() {
    return List.copyOf(planted);
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private String plant(String value) {
    planted.add(value);
    return value;
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  private String email() {
    String name = one(GIVEN) + "." + one(FAMILY) + digits(2);
    return plant(name.toLowerCase(Locale.ROOT) + "@mail-host.org");
  }

  private String card() {
    String start = "4" + digits(14);
    for (char last = '0'; last <= '9'; last++) {
      if (Validator.PAYMENT_CARD.check(start + last) == Check.OK) {
        return plant(start + last);
      }
    }
    throw new IllegalStateException("one of ten digits checks");
  }

  private String address() {
    return plant("91." + (10 + random.nextInt(200)) + ".7." + (10 + random.nextInt(200)));
  }

  private String day() {
    return String.format(
        Locale.ROOT,
        "20%02d-%02d-%02d",
        10 + random.nextInt(14),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }

  /** Sentences of at least so many characters. */
  String prose(int length) {
    StringBuilder prose = new StringBuilder();
    while (prose.length() < length) {
      prose.append(prose.length() == 0 ? "" : " ");
      int start = prose.length();
      for (int words = 6 + random.nextInt(14); words > 0; words--) {
        prose.append(one(WORDS)).append(words > 1 ? " " : random.nextInt(4) == 0 ? ".\n" : ".");
      }
      prose.setCharAt(start, Character.toUpperCase(prose.charAt(start)));
    }
    return prose.toString();
  }

  private String prompt() {
    StringBuilder text = new StringBuilder("# Service Agent Policy\n\n");
    for (int rule = 0; rule < 24; rule++) {
      text.append("- ").append(prose(200)).append("\n\n");
      if (rule % 6 == 5) {
        text.append("## Domain Basic\n\nEach user has a user id, e-mail, address and orders.\n\n");
      }
    }
    return text.toString();
  }

  /** A letter of some 700 characters with a personal datum in every sentence. */
  String letter() {
    String name = one(GIVEN) + " " + one(FAMILY);
    return "Dear "
        + name
        + ", thank you for writing from "
        + email()
        + ". We charged card "
        + card()
        + " for order "
        + digits(6)
        + ". Date of birth on file: 19"
        + (50 + random.nextInt(45))
        + "-0"
        + (1 + random.nextInt(9))
        + "-1"
        + random.nextInt(10)
        + ". Your login came from "
        + address()
        + " and we called +1 212 555 "
        + (1000 + random.nextInt(9000))
        + ". The parcel goes to "
        + (10 + random.nextInt(900))
        + " Maple Street, Springfield, IL 6270"
        + random.nextInt(10)
        + ". Ask for Mr. "
        + one(FAMILY)
        + " or write to "
        + email()
        + ". "
        + prose(100);
  }

  private String order() {
    StringBuilder items = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      items
          .append(items.length() == 0 ? "" : ", ")
          .append("{\"item_id\": \"")
          .append(digits(8))
          .append("\", \"quantity\": ")
          .append(1 + random.nextInt(5))
          .append(", \"price\": ")
          .append(random.nextInt(400))
          .append(".5, \"options\": {\"colour\": \"dark red\", \"size\": \"L\"}}");
    }
    return "{\"order_id\": \"#W"
        + digits(7)
        + "\", \"status\": \""
        + one(STATES)
        + "\", \"created_at\": \""
        + day()
        + "T10:15:00\", \"items\": ["
        + items
        + "]}";
  }

  private String profile(String name, String mail) {
    String[] parts = name.split(" ");
    StringBuilder orders = new StringBuilder();
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      orders.append(orders.length() == 0 ? "" : ", ").append(order());
    }
    return "{\"user\": {\"first_name\": \""
        + parts[0]
        + "\", \"last_name\": \""
        + parts[1]
        + "\", \"email\": \""
        + mail
        + "\", \"dob\": \""
        + "1980-04-2"
        + random.nextInt(10)
        + "\"}, \"orders\": ["
        + orders
        + "]}";
  }

  /** A conversation of an agent with tools, some 20,000 characters long. */
  Conversation conversation() {
    String name = one(GIVEN) + " " + one(FAMILY);
    String mail = email();
    List<Message> messages = new ArrayList<>();
    messages.add(Message.of(Role.SYSTEM, prompt));
    messages.add(
        Message.of(
            Role.USER, "Hi, my name is " + name + ", my email is " + mail + ". " + prose(90)));
    for (int turn = 0; turn < 5; turn++) {
      String id = "call_" + digits(16);
      ToolCall call = new ToolCall(id, "find_user", "{\"email\": \"" + mail + "\"}");
      messages.add(new Message(Role.ASSISTANT, null, null, null, List.of(call), null, null));
      String result = turn % 2 == 0 ? profile(name, mail) : prose(1500 + random.nextInt(1000));
      messages.add(new Message(Role.TOOL, result, null, "find_user", List.of(), id, null));
      messages.add(Message.of(Role.ASSISTANT, "Thank you, " + name + ". " + prose(400)));
      messages.add(Message.of(Role.USER, prose(120)));
    }
    return new Conversation(messages, List.of(), Map.of("tenant", "shop"));
  }
}
