package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.TokenStatistics;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPassTest {
  private static final long SEED = 9;
  private static final LanguageModel LLAMA =
      LanguageModels.open(ModelSpec.of(Golden.Model.LLAMA.checkpoint()));
  private static final LanguageModel GPT2 =
      LanguageModels.open(ModelSpec.of(Golden.Model.GPT2.checkpoint()));

  @AfterAll
  static void close() {
    LLAMA.close();
    GPT2.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "300, 1", "100000, 1", "150, 3"})
  void run_goldenTexts_equalReferenceInTheirOrder(int batchTokens, int threads) {
    List<JsonNode> expected = Golden.lines(Golden.Model.LLAMA.file("expected.jsonl"));
    SignalPass pass = new SignalPass(LLAMA, Variant.BASE, batchTokens, threads);

    List<TokenSignals> signals =
        pass.run(expected.stream().map(row -> pass.encode(row.get("text").asText())).toList());

    assertThat(signals).hasSameSizeAs(expected);
    for (int r = 0; r < signals.size(); r++) {
      TokenSignals row = signals.get(r);
      JsonNode reference = expected.get(r);
      assertThat(row.tokens()).isEqualTo(Golden.ints(reference.get("tokens")));
      assertThat(row.inLoss()).doesNotContain(false);
      for (int i = 1; i < row.size(); i++) {
        assertThat(row.starts()[i]).isEqualTo(reference.get("offsets").get(i).get(0).asInt());
        assertThat(row.ends()[i]).isEqualTo(reference.get("offsets").get(i).get(1).asInt());
        assertThat((double) row.logprob()[i])
            .isCloseTo(reference.get("logprob").get(i).asDouble(), within(1e-4));
        assertThat((double) row.sd()[i])
            .isCloseTo(reference.get("sd").get(i).asDouble(), within(1e-4));
      }
    }
  }

  @Test
  void encodeBare_renderedText_getsNoTokensAroundIt() {
    SignalPass pass = new SignalPass(LLAMA, Variant.BASE, 64, 1);
    int[] added = pass.encode("Is it?").tokens();
    int[] bare = pass.encodeBare("Is it?").tokens();

    assertThat(added).hasSize(bare.length + 1).endsWith(bare);
    assertThat(pass.encodeBare("").tokens()).isEmpty();
  }

  @Test
  void run_rowsWithoutAPrediction_areDefined() {
    SignalPass pass = new SignalPass(GPT2, Variant.BASE, 64, 1);

    List<TokenSignals> signals =
        pass.run(List.of(pass.encode(""), TokenRow.of(new int[] {7}), pass.encode("")));

    assertThat(signals).extracting(TokenSignals::size).containsExactly(0, 1, 0);
    assertThat(signals.get(1).logprob()).containsExactly(Float.NaN);
    assertThat(signals.get(1).rank()).containsExactly(-1);
  }

  @Test
  void run_rowLongerThanTheContext_isScoredInOverlappingWindows() {
    int[] tokens = new SplittableRandom(SEED).ints(600, 0, 600).toArray();
    TokenSignals signals =
        new SignalPass(GPT2, Variant.BASE, 64, 1).run(List.of(TokenRow.of(tokens))).get(0);

    // Context 256: windows begin at 0, 128, 256 and 384 and score from 1, 256, 384 and 512 on.
    int[][] windows = {{0, 1, 256}, {128, 256, 384}, {256, 384, 512}, {384, 512, 600}};
    for (int[] window : windows) {
      TokenStatistics alone =
          GPT2.score(List.of(Arrays.copyOfRange(tokens, window[0], window[2])), Variant.BASE)
              .get(0);
      for (int i = window[1]; i < window[2]; i++) {
        assertThat(signals.logprob()[i])
            .as("seed %s position %s", SEED, i)
            .isCloseTo(alone.logprob()[i - window[0]], within(1e-4f));
      }
    }
    assertThat(signals.logprob()[0]).isNaN();
  }

  @Test
  void run_iterator_asksForRowsAsTheyAreNeeded() {
    int[] asked = {0};
    Iterator<TokenRow> endless =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public TokenRow next() {
            asked[0]++;
            return TokenRow.of(new int[] {1, 2, 3, asked[0] % 100});
          }
        };
    Iterator<TokenSignals> signals = new SignalPass(GPT2, Variant.BASE, 10, 1).run(endless);

    assertThat(asked[0]).isZero();
    assertThat(signals.next().tokens()).containsExactly(1, 2, 3, 1);
    assertThat(signals.next().tokens()).containsExactly(1, 2, 3, 2);
    assertThat(asked[0]).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void run_tokenOutsideTheVocabulary_isRefused(int threads) {
    SignalPass pass = new SignalPass(GPT2, Variant.BASE, 64, threads);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> pass.run(List.of(TokenRow.of(new int[] {1, 640}))))
        .withMessage("token ids must be in [0, 640). Provided value: 640");
  }

  @Test
  void constructor_impossibleValues_areRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new SignalPass(GPT2, Variant.BASE, 0, 1))
        .withMessage("batchTokens and threads must be at least 1. Provided values: 0 and 1");
  }
}
