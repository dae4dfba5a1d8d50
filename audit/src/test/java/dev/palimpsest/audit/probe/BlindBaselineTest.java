package dev.palimpsest.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.probe.BlindBaseline.LabelledText;
import dev.palimpsest.audit.stats.AreaUnderCurve;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlindBaselineTest {

  private static final String[] WORDS = {
    "ticket", "refund", "order", "late", "customer", "asked", "the", "a", "please", "reset"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_dateShift_isFound(long seed) {
    AreaUnderCurve area = BlindBaseline.of(texts(seed, 300, 2023, 2025), seed);

    assertThat(BlindBaseline.shifted(area)).as("seed %d, area %s", seed, area).isTrue();
    assertThat(area.point()).isBetween(0.62, 0.76);
  }

  @Test
  void of_sameDistribution_isRarelyFlagged() {
    int flagged = 0;
    for (long seed = 0; seed < 12; seed++) {
      flagged +=
          BlindBaseline.shifted(BlindBaseline.of(texts(seed, 150, 2023, 2023), seed)) ? 1 : 0;
    }

    assertThat(flagged).as("seeds 0 to 11").isLessThanOrEqualTo(1);
  }

  /** A baseline that is scored on its own training rows calls identical distributions shifted. */
  @Test
  void logOdds_onItsOwnRows_wouldBeFlagged() {
    List<LabelledText> texts = texts(7, 150, 2023, 2023);
    boolean[] labels = new boolean[texts.size()];
    List<LogisticRegression.Features> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = texts.get(i).member();
      rows.add(TextFeatures.of(texts.get(i).text() + " w" + i));
    }
    LogisticRegression overfitted = LogisticRegression.fit(rows, labels, TextFeatures.DIMENSION);
    double[] scores = rows.stream().mapToDouble(overfitted::logOdds).toArray();

    assertThat(
            BlindBaseline.shifted(
                AreaUnderCurve.of(
                    CrossFit.select(scores, labels, true), CrossFit.select(scores, labels, false))))
        .isTrue();
  }

  @Test
  void of_sameSeed_isTheSame() {
    List<LabelledText> texts = texts(9, 60, 2023, 2024);

    assertThat(BlindBaseline.of(texts, 3)).isEqualTo(BlindBaseline.of(texts, 3));
  }

  @Test
  void of_tooFewControls_isRefused() {
    List<LabelledText> texts = texts(9, 4, 2023, 2024);

    assertThatThrownBy(() -> BlindBaseline.of(texts, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a blind baseline needs at least 5 members and 5 controls. Provided counts: 4, 4");
  }

  /** Each side draws its year from two and favours one by 7 to 3: the area is at most 0.7. */
  private static List<LabelledText> texts(long seed, int each, int memberYear, int controlYear) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < 2 * each; i++) {
      boolean member = i % 2 == 0;
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 12; w++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      int favoured = member ? memberYear : controlYear;
      int year = random.nextInt(10) < 7 ? favoured : memberYear + controlYear - favoured;
      text.append(year).append('-').append(10 + random.nextInt(3)).append("-0").append(i % 9 + 1);
      texts.add(new LabelledText("row-" + i, text.toString(), member));
    }
    return texts;
  }
}
