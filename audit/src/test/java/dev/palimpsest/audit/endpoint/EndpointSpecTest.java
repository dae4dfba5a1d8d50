package dev.palimpsest.audit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSpecTest {

  @Test
  void resource_addressWithSlash_isBehindVersion() {
    EndpointSpec spec = spec("https://host/api/v1/", "m", 1, 8);

    assertThat(spec.resource("models")).isEqualTo(URI.create("https://host/api/v1/models"));
    assertThat(spec.outsideVersion("props")).isEqualTo(URI.create("https://host/api/props"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://host/v1|m|1|8|url must be an http or https address such as http://host:8000/v1."
            + " Provided value: ftp://host/v1",
        "http://host/v1?key=1|m|1|8|url must be an http or https address such as"
            + " http://host:8000/v1. Provided value: http://host/v1?key=1",
        "http://me:secret@host/v1|m|1|8|url must hold no user and no password; give the API key by"
            + " reference",
        "http://host/v1|' '|1|8|model must be the name of a served model; it is empty",
        "http://host/v1|m|0|8|attempts must be at least 1. Provided value: 0",
        "http://host/v1|m|1|1|context must be at least 2. Provided value: 1",
      })
  void new_valueThatIsWrong_isRefused(
      String url, String model, int attempts, int context, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> spec(url, model, attempts, context))
        .withMessage(message);
  }

  private static EndpointSpec spec(String url, String model, int attempts, int context) {
    return new EndpointSpec(
        URI.create(url),
        model,
        Path.of("folder"),
        Optional.empty(),
        OptionalInt.of(context),
        Duration.ofSeconds(1),
        attempts);
  }
}
