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

  /** Where the rules of the user start. */
  private final int own;

  RuleBook(List<Rule> rules) {
    this(rules, List.of());
  }

  private RuleBook(List<Rule> book, List<Rule> users) {
    List<Rule> rules = new ArrayList<>(book);
    rules.addAll(users);
    this.own = book.size();
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

  /**
   * This book with rules of the user behind its own.
   *
   * @throws IllegalArgumentException if an id is taken
   */
  RuleBook with(UserRules users) {
    return new RuleBook(rules, users.rules());
  }

  /** The text for the expression of a rule: counted if the rule is the user's. */
  CharSequence budgeted(int rule, String text) {
    return rule < own ? text : new CountedText(rules.get(rule).id(), text);
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
