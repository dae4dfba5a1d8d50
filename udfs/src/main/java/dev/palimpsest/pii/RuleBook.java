package dev.palimpsest.pii;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The table of everything that is looked for, read from the folder {@code rulebook}. */
public final class RuleBook {

  /** Files in the folder {@code rulebook}; where rules tie, the earlier chapter wins. */
  private static final List<String> CHAPTERS =
      List.of(
          "general",
          "secrets",
          "worldwide",
          "americas",
          "europe",
          "vat",
          "asia-africa-oceania",
          "phrases");

  private static final RuleBook STANDARD = read();

  private final List<Rule> rules;

  RuleBook(List<Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules have the id " + rule.id());
      }
    }
    this.rules = List.copyOf(rules);
  }

  /** The rule book that comes with this library. */
  public static RuleBook standard() {
    return STANDARD;
  }

  /** All rules, in the order of the book; among equals the earlier wins. */
  public List<Rule> rules() {
    return rules;
  }

  /** All types that some rule finds, sorted. */
  public SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    rules.forEach(rule -> types.add(rule.type()));
    return types;
  }

  private static RuleBook read() {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    List<Rule> rules = new ArrayList<>();
    for (String chapter : CHAPTERS) {
      String name = "rulebook/" + chapter + ".yaml";
      try (InputStream book = RuleBook.class.getResourceAsStream(name)) {
        if (book == null) {
          throw new IllegalStateException(name + " is missing beside RuleBook.class");
        }
        rules.addAll(yaml.readValue(book, new TypeReference<List<Rule>>() {}));
      } catch (IOException e) {
        throw new UncheckedIOException(name + " cannot be read", e);
      }
    }
    return new RuleBook(rules);
  }
}
