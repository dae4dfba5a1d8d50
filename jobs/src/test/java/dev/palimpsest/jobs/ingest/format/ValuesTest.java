package dev.palimpsest.jobs.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "'\"2025-01-12T08:18:04.895+05:30\"', 2025-01-12T02:48:04.895Z",
    "'\"2025-01-12 08:18:04\"', 2025-01-12T08:18:04Z",
    "'\"2025-01-12T08:18:04.1234567899Z\"', 2025-01-12T08:18:04.123456Z",
    "1737000000, 2025-01-16T04:00:00Z",
    "'\"1737000000000\"', 2025-01-16T04:00:00Z",
    "1737000000000000, 2025-01-16T04:00:00Z",
    "1737000000000000999, 2025-01-16T04:00:00Z",
    "1737000000.1234567, 2025-01-16T04:00:00.123457Z"
  })
  void time_readable_isToTheMicrosecond(String json, String expected) throws RecordFault {
    assertThat(Values.time(Json.parse("{\"t\":" + json + "}"), "t")).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"\"", "\"yesterday\"", "true", "null", "{}", "1e400"})
  void time_unreadable_isNone(String json) throws RecordFault {
    assertThat(Values.time(Json.parse("{\"t\":" + json + "}"), "t")).isNull();
  }

  @Test
  void id_integer_isItsDecimalText() throws RecordFault {
    assertThat(Values.id(Json.parse("{\"id\":90071992547409931}"), "id"))
        .isEqualTo("90071992547409931");
    assertThat(Values.id(Json.parse("{\"id\":1.5}"), "id")).isNull();
  }
}
