package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.text.JsonTokens.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTokensTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Test
  void next_object_givesTokensWithTheirPlaces() {
    assertThat(tokens("{\"a\\n\": [1, true, \"x\"]}"))
        .containsExactly(
            "OBJECT_START",
            "KEY a\\n",
            "ARRAY_START",
            "NUMBER 1",
            "LITERAL true",
            "STRING x",
            "ARRAY_END",
            "OBJECT_END",
            "END");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "[01]",
        "[1.]",
        "[-]",
        "[1e]",
        "[tru]",
        "[\"\\x\"]",
        "[\"\\u12g4\"]",
        "[\"a\nb\"]",
        "[1 2]",
        "]",
        "[}",
        "{\"a\":1 \"b\":2}",
        "[,1]",
        "\"open",
        "[+1]",
        "[NaN]",
        "{,}",
        "[\"a\":1]"
      })
  void next_notJson_endsInvalid(String json) {
    List<String> tokens = tokens(json);

    assertThat(tokens.get(tokens.size() - 1)).isEqualTo("INVALID");
  }

  @Test
  void next_severalValues_readsThemAll() {
    assertThat(tokens("{} []\n\"x\"")).endsWith("STRING x", "END");
  }

  /** Jackson is the plain twin: the same texts are JSON and hold the same strings. */
  @Test
  void next_mutatedJson_agreesWithJackson() throws IOException {
    long seed = 20240501;
    Random random = new Random(seed);
    int valid = 0;
    for (int round = 0; round < 20_000; round++) {
      String json = mutate(JsonFuzz.json(random, 3), random);
      List<String> expected = jackson(json);
      List<String> strings = strings(json);
      assertThat(strings).as("seed %d, round %d", seed, round).isEqualTo(expected);
      valid += expected == null ? 0 : 1;
    }
    assertThat(valid).isBetween(2_000, 18_000);
  }

  private static String mutate(String json, Random random) {
    StringBuilder mutated = new StringBuilder(json);
    int changes = random.nextInt(3);
    for (int i = 0; i < changes && mutated.length() > 0; i++) {
      int at = random.nextInt(mutated.length());
      char c = "{}[],:\"\\u0a19 tfn-.e\n".charAt(random.nextInt(21));
      switch (random.nextInt(3)) {
        case 0 -> mutated.setCharAt(at, c);
        case 1 -> mutated.insert(at, c);
        case 2 -> mutated.deleteCharAt(at);
        default -> throw new IllegalStateException();
      }
    }
    return mutated.toString();
  }

  /** Keys and strings, null if {@code json} is not one JSON value after the other. */
  private static @Nullable List<String> jackson(String json) throws IOException {
    List<String> strings = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(json)) {
      while (parser.nextToken() != null) {
        switch (parser.currentToken()) {
          case FIELD_NAME, VALUE_STRING -> strings.add(parser.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> strings.add("#" + parser.getText());
          default -> {}
        }
      }
    } catch (JsonProcessingException notJson) {
      return null;
    }
    return strings;
  }

  private static @Nullable List<String> strings(String json) {
    List<String> strings = new ArrayList<>();
    JsonTokens tokens = new JsonTokens(json);
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      switch (token) {
        case KEY, STRING -> strings.add(tokens.decoded(new OffsetMap.Builder()));
        case NUMBER -> strings.add("#" + json.substring(tokens.start(), tokens.end()));
        case INVALID -> {
          return null;
        }
        default -> {}
      }
    }
    return strings;
  }

  private static List<String> tokens(String json) {
    List<String> read = new ArrayList<>();
    JsonTokens tokens = new JsonTokens(json);
    Token token;
    do {
      token = tokens.next();
      boolean text =
          token == Token.KEY
              || token == Token.STRING
              || token == Token.NUMBER
              || token == Token.LITERAL;
      read.add(token + (text ? " " + json.substring(tokens.start(), tokens.end()) : ""));
    } while (token != Token.END && token != Token.INVALID);
    return read;
  }
}
