package dev.palimpsest.jobs.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Personal values that occur nowhere else, in records good and bad. */
final class PlantedValues {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Random random;
  private final Set<String> values = new LinkedHashSet<>();

  private PlantedValues(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Writes {@code conversations} good records and a third as many that must be quarantined, with
   * five values each, and gives the values.
   */
  static Set<String> write(Path file, int conversations, long seed) throws IOException {
    PlantedValues planted = new PlantedValues(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      String record = planted.record(i, "user");
      lines.add(record);
      if (i % 3 == 0) {
        lines.add(planted.broken(i));
      }
    }
    Files.write(file, lines);
    return planted.values;
  }

  private String broken(int i) {
    String record = record(100_000 + i, i % 2 == 0 ? "user" : value(word(12)));
    return i % 2 == 0 ? record.substring(0, record.length() - 2) : record;
  }

  private String record(int number, String role) {
    String email = value(word(9) + "." + word(7) + "@" + word(8) + ".example.net");
    String ssn = value("%03d-%02d-%04d".formatted(number(100, 600), number(10, 99), digits(4)));
    String name = value(capital(word(8)) + " " + capital(word(9)));
    String secret = value("ghp_" + secret(36));
    String born = "%04d-%02d-%02d".formatted(number(1930, 2005), number(1, 12), number(1, 28));
    String street = value("%d %s Street".formatted(digits(4), capital(word(9))));
    return """
        {"id":"planted-%d","messages":[{"role":"%s","content":"My e-mail is %s and my SSN is %s, can you help me with order %d?"},\
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"find_customer","arguments":"{\\"email\\":\\"%s\\"}"}}]},\
        {"role":"tool","tool_call_id":"c1","content":"{\\"full_name\\":\\"%s\\",\\"date_of_birth\\":\\"%s\\",\\"address\\":{\\"street\\":\\"%s\\"},\\"api_token\\":\\"%s\\"}"},\
        {"role":"assistant","content":"Thank you, %s. All is well with number %d of %s."}]}"""
        .formatted(
            number, role, email, ssn, number, email, name, born, street, secret, name, number,
            word(5));
  }

  private String value(String value) {
    if (!values.add(value)) {
      throw new IllegalStateException("not unique; take another seed");
    }
    return value;
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private String secret(int length) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < length; i++) {
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      secret.append(
          switch (random.nextInt(3)) {
            case 0 -> Character.toUpperCase(letter);
            case 1 -> (char) ('0' + random.nextInt(10));
            default -> letter;
          });
    }
    return secret.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private int number(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private int digits(int count) {
    int low = (int) Math.pow(10, count - 1.0);
    return number(low, 10 * low - 1);
  }
}
