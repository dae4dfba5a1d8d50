package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

  private static List<String> tokens(String text) {
    Tokens tokens = new Tokens();
    tokens.add(Folding.fold(text));
    return tokens.toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Hello, World!          | hello/world",
        "don't can’t l·l e.g.   | don't/can’t/l·l/e.g",
        "3.14 1,000;5 3. x      | 3.14/1,000;5/3/x",
        "a,b 1·2 a1'b           | a/b/1/2/a1/b",
        "snake_case __ _ _a     | snake_case/_a",
        "a:b                    | a/b",
        "漢 漢字 漢字々          | 漢/漢字/漢字/字々",
        "abc漢字abc             | abc/漢字/abc",
        "𠀀𠀁𠀂              | 𠀀𠀁/𠀁𠀂",
        "ภาษา                   | ภา/าษ/ษา",
        "안녕 नमस्ते             | 안녕/नमस्ते",
        "می\u200cخواهم          | می\u200cخواهم",
        "😀 👩\u200d💻 -- …      | \"\"",
      })
  void add_text_givesTokens(String text, String expected) {
    assertThat(tokens(text))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split("/")));
  }

  @Test
  void add_underscoresWithMark_isAToken() {
    assertThat(tokens("_\u0301")).containsExactly("_\u0301");
  }

  @Test
  void add_twoTexts_doNotJoin() {
    Tokens tokens = new Tokens();
    tokens.add("one");
    tokens.add("two 漢");
    tokens.add("字");
    assertThat(tokens.toList()).containsExactly("one", "two", "漢", "字");
  }

  @Test
  void bytes_ofConsecutiveTokens_areTheTokensWithSpaces() {
    Tokens tokens = new Tokens();
    tokens.add("a, b\nc");
    assertThat(
            new String(
                tokens.bytes(),
                tokens.start(0),
                tokens.end(2) - tokens.start(0),
                StandardCharsets.UTF_16LE))
        .isEqualTo("a b c");
  }

  @Test
  void add_manyTokens_growsTheBuffer() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      words.add("word" + i);
    }
    assertThat(tokens(String.join(" ", words))).isEqualTo(words);
  }

  @Test
  void add_mixedScripts_agreesWithReference() {
    List<JsonNode> references = Cases.resource("tokens.jsonl");
    assertThat(references).hasSize(400);
    for (JsonNode reference : references) {
      List<String> expected = new ArrayList<>();
      reference.get("tokens").forEach(token -> expected.add(token.asText()));
      assertThat(tokens(reference.get("text").asText()))
          .as("tokens of %s", reference.get("text"))
          .isEqualTo(expected);
    }
  }

  @Test
  void add_randomTexts_givesThePlainTokens() {
    long seed = 20261123;
    Random random = new Random(seed);
    String[] pieces = {
      "a", "Z", "word", "7", "42", " ", "\n", "_", "__", "'", "’", ".", "·", ",", ";", ":", "é",
      "\u0301", "\u200c", "\u200d", "漢", "字", "𠀀", "ภ", "า", "안", "न", "😀", "\ud83d", "\ude00",
      "½", "Ⅳ", "٣", "\0"
    };
    for (int round = 0; round < 20_000; round++) {
      String text =
          random
              .ints(random.nextInt(30), 0, pieces.length)
              .mapToObj(i -> pieces[i])
              .collect(Collectors.joining());
      Tokens tokens = new Tokens();
      tokens.add(text);
      assertThat(String.join("|", tokens.toList()))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(String.join("|", PlainTokens.of(List.of(text))));
    }
  }
}
