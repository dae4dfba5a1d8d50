package dev.palimpsest.text;

import java.util.Random;

/** Random JSON for tests: all kinds of values, escapes, and JSON in strings. */
public final class JsonFuzz {

  private static final String[] PIECES = {
    "a", "Zoë", "\"", "\\", "\n", "\t", "😀", "é", "0", " ", "/", "\u0001", "名前", "key", "{", "]"
  };

  private JsonFuzz() {}

  /** A JSON value at most {@code depth} deep. */
  public static String json(Random random, int depth) {
    StringBuilder json = new StringBuilder();
    value(random, depth, json);
    return json.toString();
  }

  private static void value(Random random, int depth, StringBuilder json) {
    switch (depth == 0 ? 4 + random.nextInt(4) : random.nextInt(8)) {
      case 0, 1 -> object(random, depth, json);
      case 2, 3 -> array(random, depth, json);
      case 4 -> json.append(random.nextInt(100_000) - 50_000);
      case 5 ->
          json.append(random.nextBoolean() ? "1.5e3" : random.nextBoolean() ? "true" : "null");
      case 6 -> string(text(random), random, json);
      case 7 -> string(depth == 0 ? "" : json(random, depth - 1), random, json);
      default -> throw new IllegalStateException();
    }
  }

  private static void object(Random random, int depth, StringBuilder json) {
    json.append('{');
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : random.nextBoolean() ? "," : " , ");
      string("k" + i + text(random), random, json);
      json.append(random.nextBoolean() ? ":" : " :\t");
      value(random, depth - 1, json);
    }
    json.append('}');
  }

  private static void array(Random random, int depth, StringBuilder json) {
    json.append('[');
    int elements = random.nextInt(4);
    for (int i = 0; i < elements; i++) {
      json.append(i == 0 ? "" : ", ");
      value(random, depth - 1, json);
    }
    json.append(']');
  }

  private static void string(String text, Random random, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = random.nextInt(8) == 0;
      json.append(hex ? String.format("\\u%04x", (int) c) : escape(text, i));
    }
    json.append('"');
  }

  private static String escape(String text, int i) {
    char c = text.charAt(i);
    return Character.isSurrogate(c) ? String.valueOf(c) : JsonStrings.escape(String.valueOf(c));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
