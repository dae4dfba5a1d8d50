package dev.palimpsest.audit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.palimpsest.audit.chat.ChatTemplate.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The language itself: jinja.json holds what Jinja2 3.1.6 makes of every case. */
class TemplateLanguageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2031-02-03T04:05:06Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @MethodSource("cases")
  void render_anyTemplate_isWhatJinjaMakesOfIt(JsonNode variables, JsonNode expected) {
    String template = expected.get("template").asText();
    if (expected.has("error")) {
      assertThatExceptionOfType(TemplateException.class)
          .as(template)
          .isThrownBy(() -> render(template, variables));
    } else {
      assertThat(render(template, variables))
          .as(template)
          .isEqualTo(expected.get("rendered").asText());
    }
  }

  static Stream<Object[]> cases() throws IOException {
    try (InputStream stream = TemplateLanguageTest.class.getResourceAsStream("jinja.json")) {
      JsonNode file = JSON.readTree(stream);
      return StreamSupport.stream(file.get("cases").spliterator(), false)
          .map(expected -> new Object[] {file.get("variables"), expected});
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{{ name | nope }}#chat template: the filter 'nope' is not supported",
        "{{ name is nope }}#chat template: the test 'nope' is not supported",
        "{% include 'x' %}#chat template, line 1: the tag 'include' is not supported here",
        "{{ name.nope() }}#chat template, line 1: 'nope' is undefined",
        "{{ missing.key }}#chat template: 'missing' is undefined",
        "{{ 'a' + 1 }}#chat template: + is not defined for str and int",
        "{{ \"a#chat template, line 1: a tag holds something that is no part of the language",
        "{% if n %}#chat template, line 1: expected TAG_BEGIN, found END",
        "{{ 9223372036854775807 + 1 }}#chat template: a number has more than 64 bits",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
            + "#chat template: the macro 'm' calls itself without end",
      })
  void render_templateThatCannotBe_saysWhereAndWhy(String template, String message)
      throws IOException {
    JsonNode variables = JSON.readTree("{\"messages\":[],\"name\":\"Zoe\",\"n\":1}");

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> render(template, variables))
        .withMessage(message);
  }

  @Test
  void render_date_isTheClocks() throws IOException {
    String template = "{{ strftime_now('%d %b %Y, %A %-d %H:%M:%S 100%%') }}";

    assertThat(render(template, JSON.readTree("{\"messages\":[]}")))
        .isEqualTo("03 Feb 2031, Monday 3 04:05:06 100%");
  }

  @Test
  void render_keyWithoutValue_isAbsentInMessagesAlone() throws IOException {
    String template =
        "{{ messages[0].name is defined }} {{ messages[0].a.b is none }} {{ tools is none }}";

    assertThat(
            render(template, JSON.readTree("{\"messages\":[{\"name\":null,\"a\":{\"b\":null}}]}")))
        .isEqualTo("False True True");
  }

  private static String render(String template, JsonNode variables) {
    Map<String, JsonNode> others = new LinkedHashMap<>();
    variables.fields().forEachRemaining(field -> others.put(field.getKey(), field.getValue()));
    JsonNode messages = others.remove("messages");
    return ChatTemplate.parse(template, Map.of(), CLOCK)
        .render(messages, NullNode.getInstance(), Ending.CONVERSATION, others)
        .text();
  }
}
