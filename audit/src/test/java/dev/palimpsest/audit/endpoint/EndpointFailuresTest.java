package dev.palimpsest.audit.endpoint;

import static dev.palimpsest.audit.endpoint.EndpointFixture.MODEL;
import static dev.palimpsest.audit.endpoint.EndpointFixture.ROW;
import static dev.palimpsest.audit.endpoint.EndpointFixture.assertIsOfModel;
import static dev.palimpsest.audit.endpoint.EndpointFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.endpoint.StubServer.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are busy, slow, away or wrong. */
class EndpointFailuresTest {

  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @Test
  void score_busyServer_isAskedAgainAfterLongerAndLongerWaits() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server, 0, 4, 5_000))) {
      server.failNext(503);
      server.failNext(429, "7");
      server.failNext(500);

      assertIsOfModel(endpoint.score(List.of(ROW)).get(0));
      assertThat(pauses)
          .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(7), Duration.ofSeconds(2));
    }
  }

  @Test
  void score_serverInTroubleForLong_failsWithOneLineAndNoText() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server, 0, 2, 5_000))) {
      server.failNext(502);
      server.failNext(502);

      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> endpoint.score(List.of(ROW)))
          .withMessage(
              server.url()
                  + "/completions answers with status 502; tried 2 times. See that the server runs"
                  + " and is not overloaded.");
    }
  }

  @Test
  void score_bodyThatDoesNotCome_failsInTime() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server, 0, 1, 300))) {
      server.delayNext(5_000);

      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> endpoint.score(List.of(ROW)))
          .withMessage(
              server.url()
                  + "/completions gives no whole answer within 0.3 s; tried 1 times. See that the"
                  + " server runs and is not overloaded.");
    }
  }

  @Test
  void open_nothingListens_failsWithAddress() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    EndpointSpec spec = spec(URI.create("http://127.0.0.1:" + port + "/v1"), 0, 2, 5_000);

    assertThatExceptionOfType(EndpointException.class)
        .isThrownBy(() -> open(spec))
        .withMessage(
            "http://127.0.0.1:%d/v1/models cannot be reached (ConnectException); tried 2 times. See that the server runs and is not overloaded."
                .formatted(port));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{|/completions answered with something that is not JSON.",
        "{\"choices\":[{\"prompt_logprobs\":[null,{}]}]}|answered a row of 5 tokens with 2 values of"
            + " prompt_logprobs. Its tokens must be those of the tokenizer that was given.",
        "{\"choices\":[]}|answered a row of 5 tokens with 0 values of prompt_logprobs. Its tokens"
            + " must be those of the tokenizer that was given.",
        "{\"choices\":[{\"prompt_logprobs\":[null,{\"99\":{\"logprob\":-1,\"rank\":1}},{},{},{}]}]}|"
            + "answered with no usable log-probability for token 1 of a row. Its tokens must be"
            + " those of the tokenizer that was given.",
        "{\"choices\":[{\"prompt_logprobs\":[null,{\"17\":{\"logprob\":2,\"rank\":1}},{},{},{}]}]}|"
            + "answered with no usable log-probability for token 1 of a row. Its tokens must be"
            + " those of the tokenizer that was given.",
        "{\"choices\":[{\"prompt_logprobs\":[null,{\"17\":{\"logprob\":-2,\"rank\":0}},{},{},{}]}]}|"
            + "answered with no usable rank for token 1 of a row. Its tokens must be those of the"
            + " tokenizer that was given.",
      })
  void score_answerThatDoesNotFit_isRefused(String body, String message) throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server))) {
      server.changeNext(answer -> body);

      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> endpoint.score(List.of(ROW)))
          .withMessage(server.url() + (message.startsWith("/") ? "" : " ") + message);
    }
  }

  @Test
  void score_rowThatServerRefuses_failsAtOnce() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server))) {
      server.failNext(400);

      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> endpoint.score(List.of(ROW)))
          .withMessage(
              server.url()
                  + " refused a row with status 400. If rows are too long for it, give its"
                  + " context.");
      assertThat(pauses).isEmpty();
    }
  }

  private Endpoint open(EndpointSpec spec) {
    return Endpoint.open(spec, Map.of(), pauses::add);
  }
}
