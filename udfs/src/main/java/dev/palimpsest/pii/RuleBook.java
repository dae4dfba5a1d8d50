package dev.palimpsest.pii;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The table of everything that is looked for, read from {@code rulebook.yaml}. */
public final class RuleBook {

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
        new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    try (InputStream book = RuleBook.class.getResourceAsStream("rulebook.yaml")) {
      if (book == null) {
        throw new IllegalStateException("rulebook.yaml is missing beside RuleBook.class");
      }
      return new RuleBook(yaml.readValue(book, new TypeReference<List<Rule>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("rulebook.yaml cannot be read", e);
    }
  }
}
