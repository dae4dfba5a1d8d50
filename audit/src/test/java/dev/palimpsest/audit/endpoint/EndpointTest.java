package dev.palimpsest.audit.endpoint;

import static dev.palimpsest.audit.endpoint.EndpointFixture.MODEL;
import static dev.palimpsest.audit.endpoint.EndpointFixture.ROW;
import static dev.palimpsest.audit.endpoint.EndpointFixture.assertIsOfModel;
import static dev.palimpsest.audit.endpoint.EndpointFixture.assertLogprobs;
import static dev.palimpsest.audit.endpoint.EndpointFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.endpoint.StubServer.Kind;
import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.audit.model.TokenStatistics;
import dev.palimpsest.audit.signal.Logprobs;
import dev.palimpsest.mask.KeyReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointTest {
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @Test
  void score_vllm_measuresAllButMeanAndDeviation() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL);
        Endpoint endpoint = open(spec(server))) {
      TokenStatistics scored = endpoint.score(List.of(ROW)).get(0);

      assertIsOfModel(scored);
      assertThat(endpoint.maxPositions()).isEqualTo(32);
      assertThat(endpoint.description())
          .isEqualTo(
              server.url()
                  + ", model tiny: prompt_logprobs with the 40 likeliest tokens; rows of up to 32"
                  + " tokens; measured: logprob, argmax, rank, lse_top40; not measured: mean, sd");
    }
  }

  @Test
  void score_vllmThatListsTwenty_hasNoTop40() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM_20, MODEL);
        Endpoint endpoint = open(spec(server))) {
      TokenStatistics scored = endpoint.score(List.of(ROW)).get(0);

      assertThat(endpoint.measured())
          .containsExactlyInAnyOrder(Statistic.LOGPROB, Statistic.ARGMAX, Statistic.RANK);
      assertThat(scored.lseTop40()).containsOnly(Float.NaN);
      assertThat(scored.rank()[2]).isEqualTo(MODEL.rank(17, 300));
      assertThat(scored.argmax()[2]).isEqualTo(MODEL.ranked(17)[0]);
    }
  }

  @Test
  void score_echo_measuresLogprobAlone() throws IOException {
    try (StubServer server = new StubServer(Kind.ECHO, MODEL);
        Endpoint endpoint = open(spec(server, 40, 3, 5_000))) {
      TokenStatistics scored = endpoint.score(List.of(ROW)).get(0);

      assertThat(endpoint.measured()).containsExactly(Statistic.LOGPROB);
      assertLogprobs(scored);
      assertThat(scored.rank()).containsOnly(-1);
      assertThat(scored.argmax()).containsOnly(-1);
      assertThat(scored.mean()).containsOnly(Float.NaN);
    }
  }

  @Test
  void score_llamaCpp_forcesEachToken() throws IOException {
    int[] unlikely = {5, MODEL.ranked(5)[EndpointFixture.VOCABULARY - 1], MODEL.ranked(9)[3]};
    try (StubServer server = new StubServer(Kind.LLAMA_CPP, MODEL);
        Endpoint endpoint = open(spec(server))) {
      TokenStatistics scored = endpoint.score(List.of(unlikely)).get(0);

      assertThat(endpoint.maxPositions()).isEqualTo(64);
      assertThat(scored.logprob()[1])
          .isCloseTo((float) MODEL.logprobs(5)[unlikely[1]], within(1e-5f));
      assertThat(scored.rank()[1]).as("beyond what is listed").isEqualTo(-1);
      assertThat(scored.argmax()[1]).isEqualTo(MODEL.ranked(5)[0]);
      assertThat(scored.lseTop40()[1]).isCloseTo((float) MODEL.logSumExpOfTop40(5), within(1e-5f));
      int rank = MODEL.rank(unlikely[1], unlikely[2]);
      assertThat(scored.rank()[2]).isEqualTo(rank <= 40 ? rank : -1);
    }
  }

  @Test
  void score_llamaCppWithinCharacter_leavesTokenUnmeasured() throws IOException {
    try (StubServer server = new StubServer(Kind.LLAMA_CPP, MODEL);
        Endpoint endpoint = open(spec(server))) {
      server.changeNext(body -> "{\"content\":\"\",\"completion_probabilities\":[]}");

      TokenStatistics scored = endpoint.score(List.of(new int[] {5, 17, 300})).get(0);

      assertThat(scored.logprob()[1]).isNaN();
      assertThat(scored.logprob()[2]).isCloseTo((float) MODEL.logprobs(17)[300], within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"VLLM", "LLAMA_CPP"})
  void logprobs_severalWindows_areWrittenWithNullForWhatIsNotMeasured(Kind kind)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String in = "{\"id\":1,\"text\":\"Some words and more words\"}\n{\"id\":2,\"tokens\":[7]}\n";
    try (StubServer server = new StubServer(kind, MODEL);
        Endpoint endpoint = open(spec(server, 5, 1, 5_000))) {
      Logprobs.run(
          endpoint,
          64,
          2,
          new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
          out,
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }
    List<JsonNode> lines = out.toString(StandardCharsets.UTF_8).lines().map(Golden::parse).toList();
    int[] tokens = Golden.ints(lines.get(0).get("tokens"));
    assertThat(tokens).hasSizeGreaterThan(5);
    assertThat(lines.get(0).get("mean").isNull()).isTrue();
    assertThat(lines.get(0).get("sd").isNull()).isTrue();
    assertThat(lines.get(0).get("rank").get(0).isNull()).isTrue();
    for (int i = 1; i < tokens.length; i++) {
      assertThat(lines.get(0).get("logprob").get(i).floatValue())
          .isCloseTo((float) MODEL.logprobs(tokens[i - 1])[tokens[i]], within(1e-5f));
    }
    assertThat(lines.get(1).get("logprob")).hasToString("[null]");
  }

  @Test
  void open_serverOfGeneratedTokensOnly_isRefused() throws IOException {
    try (StubServer server = new StubServer(Kind.GENERATED_ONLY, MODEL)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> open(spec(server)))
          .withMessage(
              server.url()
                  + " tells no log-probabilities of a prompt: it knows neither prompt_logprobs, nor"
                  + " echo with logprobs, nor llama.cpp's completion. Serve the model with vLLM or"
                  + " llama.cpp.");
    }
  }

  @Test
  void open_modelThatIsNotServed_isRefusedWithThoseThatAre() throws IOException {
    try (StubServer server = new StubServer(Kind.VLLM, MODEL)) {
      EndpointSpec other =
          new EndpointSpec(
              server.url(),
              "large",
              Golden.Model.LLAMA.checkpoint(),
              Optional.empty(),
              OptionalInt.empty(),
              Duration.ofSeconds(5),
              1);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> open(other))
          .withMessage(
              server.url()
                  + " serves no model of that name; it serves tiny. Provided value: large");
    }
  }

  @Test
  void open_contextUnknown_isAskedFor() throws IOException {
    try (StubServer server = new StubServer(Kind.ECHO, MODEL)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> open(spec(server)))
          .withMessage(
              server.url() + " does not say how many tokens its model takes. Give its context.");
    }
  }

  @Test
  void open_keyByReference_isSentAndNeverShown() throws IOException {
    Optional<KeyReference> key = Optional.of(new KeyReference(1, "env:API_KEY"));
    try (StubServer server = new StubServer(Kind.VLLM, MODEL)) {
      EndpointSpec spec = spec(server);
      EndpointSpec keyed =
          new EndpointSpec(
              spec.url(),
              spec.model(),
              spec.tokenizer(),
              key,
              spec.context(),
              spec.timeout(),
              spec.attempts());
      Endpoint.open(keyed, Map.of("API_KEY", " top-secret\n"), pauses::add).close();
      assertThat(server.authorizations).containsOnly("Bearer top-secret");

      server.failNext(401);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> Endpoint.open(keyed, Map.of("API_KEY", "top-secret"), pauses::add))
          .withMessage(
              server.url()
                  + "/models refuses the request with status 401. Give the API key that the server"
                  + " wants, as env:NAME or file:PATH.");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> Endpoint.open(keyed, Map.of("API_KEY", "top\nsecret"), pauses::add))
          .withMessage(
              "the API key at env:API_KEY must be one word of ASCII characters; it is empty or"
                  + " holds others");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> Endpoint.open(keyed, Map.of(), pauses::add))
          .withMessage(
              "the API key at env:API_KEY cannot be read: the environment variable is not set");
    }
  }

  private Endpoint open(EndpointSpec spec) {
    return Endpoint.open(spec, Map.of(), pauses::add);
  }
}
