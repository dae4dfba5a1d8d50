package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** What customers say about an answer. */
final class Feedback {

  private Feedback() {}

  /** A thumb: 1 is up, 0 is down. */
  static ObjectNode thumbs(int value) {
    return entry("thumbs", value);
  }

  /** Thumbs or one to five stars, mostly good, a third of them with a comment. */
  static ObjectNode rating(Dialogue dialogue, Random random) {
    boolean good = random.nextDouble() < 0.75;
    ObjectNode entry =
        random.nextBoolean()
            ? thumbs(good ? 1 : 0)
            : entry("rating", good ? 4 + random.nextInt(2) : 1 + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      String rule = good ? "comment_up" : "comment_down";
      entry.put("comment", dialogue.remark(rule, random));
    }
    return entry;
  }

  private static ObjectNode entry(String name, int value) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    return entry.put("name", name).put("value", value).put("source", "human");
  }
}
