package dev.palimpsest.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of an agent with tools, some 11 kilobytes each, a third of them the prompt that all
 * share: questions, JSON results full of small values, answers. Each is a function of the seed and
 * its number, has a person of its own, and names the person's address on {@link #HOST} {@value
 * #ADDRESSES} times.
 *
 * @param seed of all choices
 */
record BenchCalls(long seed) {

  /** Domain of the e-mail addresses, which is looked for in what comes out. */
  static final String HOST = "mail-host.org";

  /** How often a conversation names its e-mail address. */
  static final int ADDRESSES = 6;

  private static final int ORDERS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] WORDS =
      ("the order was sent to our depot and must leave within two days please check that all parts"
              + " are in place before you start or stop any of them because some tools need more"
              + " time than others when many people use them at once we keep what we read but never"
              + " more than we must so that every step can be seen later by those who ask for it")
          .split(" ");

  private static final List<String> GIVEN =
      List.of("Anna", "Peter", "Maria", "James", "Laura", "Thomas", "Sofia", "Omar", "Mei", "Ivan");

  private static final List<String> FAMILY =
      List.of("Schmidt", "Miller", "Garcia", "Johnson", "Rossi", "Kovacs", "Patel", "Nguyen");

  private static final List<String> STATES = List.of("open", "paid", "shipped", "cancelled");

  private static final String PROMPT = prompt();

  /** Writes conversations until the file has {@code bytes}, and returns how many. */
  long write(Path file, long bytes) throws IOException {
    long written = 0;
    long number = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      while (written < bytes) {
        String line = line(number++);
        out.write(line);
        out.write('\n');
        written += line.length() + 1;
      }
    }
    return number;
  }

  private String line(long number) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E37_79B9L + number);
    String given = one(GIVEN, random);
    String family = one(FAMILY, random);
    String email = "%s.%s%d@%s".formatted(given, family, number, HOST).toLowerCase(Locale.ROOT);
    ObjectNode line = JSON.createObjectNode();
    ArrayNode messages = line.putArray("messages");
    say(messages, "system", PROMPT);
    say(
        messages,
        "user",
        "Hi, my name is %s %s, my email is %s. %s"
            .formatted(given, family, email, prose(90, random)));
    for (int turn = 0; turn < 2; turn++) {
      String id = "call_" + number + "_" + turn;
      ObjectNode function =
          say(messages, "assistant", null)
              .putArray("tool_calls")
              .addObject()
              .put("id", id)
              .put("type", "function")
              .putObject("function")
              .put("name", "find_user");
      function.put("arguments", JSON.createObjectNode().put("email", email).toString());
      say(messages, "tool", profile(given, family, email, random)).put("tool_call_id", id);
      say(
          messages,
          "assistant",
          "Thank you, %s. %s".formatted(given, prose(turn == 0 ? 400 : 250, random)));
      say(messages, "user", turn == 0 ? prose(120, random) : "Write to " + email + ", please.");
    }
    say(messages, "assistant", "I will. " + prose(200, random));
    return line.toString();
  }

  private static ObjectNode say(ArrayNode messages, String role, @Nullable String content) {
    return messages.addObject().put("role", role).put("content", content);
  }

  private static String profile(
      String given, String family, String email, SplittableRandom random) {
    ObjectNode profile = JSON.createObjectNode();
    profile
        .putObject("user")
        .put("first_name", given)
        .put("last_name", family)
        .put("email", email)
        .put("dob", "19%d-04-2%d".formatted(50 + random.nextInt(45), random.nextInt(10)));
    ArrayNode orders = profile.putArray("orders");
    for (int i = 0; i < ORDERS; i++) {
      ObjectNode order =
          orders
              .addObject()
              .put("order_id", "#W" + random.nextInt(1_000_000, 9_999_999))
              .put("status", one(STATES, random))
              .put(
                  "created_at",
                  "202%d-0%d-1%dT10:15:00"
                      .formatted(random.nextInt(5), 1 + random.nextInt(9), random.nextInt(10)));
      ArrayNode items = order.putArray("items");
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        items
            .addObject()
            .put("item_id", Integer.toString(random.nextInt(10_000_000, 99_999_999)))
            .put("quantity", 1 + random.nextInt(5))
            .put("price", random.nextInt(400) + 0.5)
            .putObject("options")
            .put("colour", "dark red")
            .put("size", "L");
      }
    }
    return profile.toString();
  }

  private static String prompt() {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder prompt = new StringBuilder("# Service Agent Policy\n\n");
    for (int rule = 0; rule < 16; rule++) {
      prompt.append("- ").append(prose(200, random)).append("\n\n");
    }
    return prompt.toString();
  }

  /** Sentences of at least so many characters. */
  private static String prose(int length, SplittableRandom random) {
    StringBuilder prose = new StringBuilder();
    while (prose.length() < length) {
      int start = prose.length();
      for (int words = 6 + random.nextInt(14); words > 0; words--) {
        prose.append(WORDS[random.nextInt(WORDS.length)]).append(words > 1 ? " " : ". ");
      }
      prose.setCharAt(start, Character.toUpperCase(prose.charAt(start)));
    }
    return prose.toString().strip();
  }

  private static String one(List<String> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }
}
