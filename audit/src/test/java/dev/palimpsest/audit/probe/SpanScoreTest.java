package dev.palimpsest.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.signal.TokenSignals;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanScoreTest {

  @Test
  void of_realRows_matchOtherCode() {
    List<JsonNode> expected = GoldenRows.spans();
    assertThat(expected).hasSize(72);
    List<RowScorer.Row> rows = GoldenRows.rows();

    for (JsonNode span : expected) {
      RowScorer.Row row =
          rows.stream()
              .filter(r -> r.id().equals(span.get("row").asText()))
              .findFirst()
              .orElseThrow();
      SpanScore score = SpanScore.of(GoldenRows.span(span), row.tuned(), row.base());

      assertThat(score.firstToken()).isEqualTo(span.at("/tokens/0").asInt());
      assertThat(score.endToken()).isEqualTo(span.at("/tokens/1").asInt());
      assertThat(score.straddle()).as("%s", span).isEqualTo(span.get("straddle").asBoolean());
      assertThat(score.scored()).isEqualTo(span.get("scored").asBoolean());
      if (score.scored()) {
        check(span.get("tuned"), score.tuned());
        check(span.get("base"), score.base());
      }
    }
  }

  private static void check(JsonNode expected, @Nullable Extraction actual) {
    Extraction extraction = Objects.requireNonNull(actual);
    assertThat(extraction.logProbability())
        .isCloseTo(expected.get("log_p").asDouble(), within(1e-3));
    assertThat(extraction.greedy()).isEqualTo(expected.get("greedy").asBoolean());
    double samples = expected.get("n_50").asDouble();
    assertThat(Objects.requireNonNull(extraction.samplesForHalf()))
        .isCloseTo(samples, within(Math.max(1, 1e-3 * samples)));
  }

  /** ⌈ln ½ / ln(1 − p)⌉ for p = 0.001 is 693. */
  @ParameterizedTest
  @CsvSource({"0.001, 693", "0.5, 1", "0.9, 1", "0.49, 2", "1e-12, 693147180560"})
  void samplesForHalf_knownProbabilities_areMatched(double probability, double samples) {
    assertThat(Objects.requireNonNull(Extraction.samplesForHalf(Math.log(probability))))
        .isCloseTo(samples, within(samples * 1e-9));
  }

  @Test
  void samplesForHalf_vanishingProbability_isNull() {
    assertThat(Extraction.samplesForHalf(-700)).isNull();
  }

  @Test
  void of_valueAtTheStart_hasNoScore() {
    TokenSignals signals = Signals.of(-1, -2);

    SpanScore score = SpanScore.of(new Span("NAME", 0, 2), signals, signals);

    assertThat(score).isEqualTo(new SpanScore(new Span("NAME", 0, 2), 0, 2, false, null, null));
  }

  @Test
  void of_valueOutsideAllTokens_hasNoScore() {
    TokenSignals signals = Signals.of(-1, -2);

    SpanScore score = SpanScore.of(new Span("NAME", 7, 9), signals, signals);

    assertThat(score.scored()).isFalse();
    assertThat(score.firstToken()).isEqualTo(-1);
  }

  @Test
  void of_oneWrongToken_isNoGreedyHit() {
    TokenSignals tuned = Signals.of(new boolean[] {true, true, false}, -.1, -2);

    SpanScore score = SpanScore.of(new Span("NAME", 1, 3), tuned, Signals.of(-.1, -.2));

    assertThat(Objects.requireNonNull(score.tuned()).greedy()).isFalse();
    assertThat(Objects.requireNonNull(score.base()).greedy()).isTrue();
  }

  @Test
  void span_emptyRange_isRefused() {
    assertThatThrownBy(() -> new Span("NAME", 3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("span end must be above start, start at least 0. Provided span: NAME [3, 3)");
  }
}
