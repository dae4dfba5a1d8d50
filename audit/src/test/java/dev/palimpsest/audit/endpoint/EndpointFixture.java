package dev.palimpsest.audit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.TokenStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A row, the model that a stub serves, and what must be measured of it. */
final class EndpointFixture {

  static final int VOCABULARY = 512;
  static final BigramModel MODEL = new BigramModel(VOCABULARY);
  static final int[] ROW = {5, 17, 300, 17, 44};

  private EndpointFixture() {}

  static void assertIsOfModel(TokenStatistics scored) {
    assertLogprobs(scored);
    for (int i = 1; i < ROW.length; i++) {
      assertThat(scored.rank()[i]).isEqualTo(MODEL.rank(ROW[i - 1], ROW[i]));
      assertThat(scored.argmax()[i]).isEqualTo(MODEL.ranked(ROW[i - 1])[0]);
      assertThat(scored.lseTop40()[i])
          .isCloseTo((float) MODEL.logSumExpOfTop40(ROW[i - 1]), within(1e-5f));
    }
    assertThat(scored.rank()[0]).isEqualTo(-1);
    assertThat(scored.mean()).containsOnly(Float.NaN);
    assertThat(scored.sd()).containsOnly(Float.NaN);
  }

  static void assertLogprobs(TokenStatistics scored) {
    assertThat(scored.logprob()[0]).isNaN();
    for (int i = 1; i < ROW.length; i++) {
      assertThat(scored.logprob()[i])
          .isCloseTo((float) MODEL.logprobs(ROW[i - 1])[ROW[i]], within(1e-5f));
    }
  }

  static EndpointSpec spec(StubServer server) {
    return spec(server, 0, 1, 5_000);
  }

  static EndpointSpec spec(StubServer server, int context, int attempts, long millis) {
    return spec(server.url(), context, attempts, millis);
  }

  /**
   * @param context 0 for what the server says
   */
  static EndpointSpec spec(URI url, int context, int attempts, long millis) {
    return new EndpointSpec(
        url,
        StubServer.MODEL,
        Golden.Model.LLAMA.checkpoint(),
        Optional.empty(),
        context == 0 ? OptionalInt.empty() : OptionalInt.of(context),
        Duration.ofMillis(millis),
        attempts);
  }
}
