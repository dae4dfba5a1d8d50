package dev.palimpsest.jobs.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.0,\"b\":1e5,\"c\":123456789012345678901234567890,\"d\":-0}",
        "{\"z\":\"ü🍵/\",\"a\":[true,false,null,{}]}"
      })
  void compact_parsedText_isAsWritten(String text) throws RecordFault {
    assertThat(Json.compact(Json.parse(text))).isEqualTo(text);
  }

  @Test
  void parse_loneSurrogate_becomesReplacementCharacter() throws RecordFault {
    assertThat(Json.parse("\"a\\ud83db\\ud83c\\udf75\"").textValue()).isEqualTo("a\uFFFDb🍵");
  }

  @Test
  void parse_keyTwice_lastCounts() throws RecordFault {
    assertThat(Json.compact(Json.parse("{\"a\":1,\"b\":2,\"a\":3}")))
        .isEqualTo("{\"a\":3,\"b\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1,§TRUNCATED",
        "{\"a\":[1§TRUNCATED",
        "{\"a\":tr§TRUNCATED",
        "{\"a\":-§TRUNCATED",
        "{\"a\":1.§TRUNCATED",
        "{\"a§TRUNCATED",
        "{\"a\":\"x\\§TRUNCATED",
        "{\"a\":\"x\\u12§TRUNCATED",
        "\"hel§TRUNCATED",
        "{§TRUNCATED",
        "{\"a\":nulx§NOT_JSON",
        "{\"a\":1}}§NOT_JSON",
        "{\"a\":1} {\"b\":2}§NOT_JSON",
        "{'a':1}§NOT_JSON",
        "{\"a\":NaN}§NOT_JSON",
        "{\"a\":1,}§NOT_JSON",
        "// {}§NOT_JSON",
        "tru§NOT_JSON",
        "hello§NOT_JSON",
        "{\"a\" 1}§NOT_JSON"
      })
  void parse_badText_hasReason(String text, Reason reason) {
    RecordFault fault = catchThrowableOfType(RecordFault.class, () -> Json.parse(text));

    assertThat(fault.reason()).isEqualTo(reason);
  }

  @Test
  void parse_depth_isBounded() throws RecordFault {
    Json.parse("[".repeat(1000) + "]".repeat(1000));

    RecordFault fault =
        catchThrowableOfType(
            RecordFault.class, () -> Json.parse("[".repeat(10_000) + "]".repeat(10_000)));
    assertThat(fault.reason()).isEqualTo(Reason.TOO_LARGE);
  }
}
