package dev.palimpsest.pii;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.text.JsonErrors;
import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules that a user adds to the rule book, in its format. They come after its own, their regular
 * expressions run under a {@linkplain CountedText budget of steps}, and their examples are tried
 * when a {@linkplain PiiDetector#with detector} is made of them. Java-serialisable.
 *
 * @param json the rules, a JSON array
 */
public record UserRules(String json) implements Serializable {

  /** No rules. */
  public static final UserRules NONE = new UserRules("[]");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** The rules of a policy that was read. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static UserRules of(JsonNode rules) {
    UserRules read = new UserRules(rules.toString());
    read.rules();
    return read;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** All types that some of the rules finds, sorted. */
  public SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    rules().forEach(rule -> types.add(rule.type()));
    return types;
  }

  /**
   * The rules.
   *
   * @throws IllegalArgumentException if they are not of the rule book's format; the message names
   *     the rule by its number from 0 and the key
   */
  List<Rule> rules() {
    try {
      List<Rule> rules = JSON.readValue(json, new TypeReference<List<Rule>>() {});
      rules.forEach(UserRules::check);
      return rules;
    } catch (JsonMappingException e) {
      StringBuilder place = new StringBuilder("rule");
      for (JsonMappingException.Reference step : e.getPath()) {
        place
            .append(' ')
            .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
      }
      throw new IllegalArgumentException(place + ": " + JsonErrors.line(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonErrors.line(e), e);
    }
  }

  /** The other kinds have nothing to declare, or lists that only the rule book keeps. */
  private static void check(Rule rule) {
    Search search = rule.search();
    boolean declared =
        search instanceof Search.Expression
            || search instanceof Search.Identifier
            || search instanceof Search.Keyword
            || search instanceof Search.Labelled
            || search instanceof Search.Phrase
            || search instanceof Search.Words;
    if (!declared) {
      throw new IllegalArgumentException(
          "the search of rule "
              + rule.id()
              + " must be of kind expression, identifier, keyword, label, phrase or words");
    }
  }

  /** How long they are; examples are nobody's business in a log. */
  @Override
  public String toString() {
    return "UserRules[" + json.length() + " chars]";
  }
}
