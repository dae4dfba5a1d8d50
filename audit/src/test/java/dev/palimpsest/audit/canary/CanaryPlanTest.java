package dev.palimpsest.audit.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryPlanTest {

  private static final CanaryPlan PLAN = CanaryPlan.draw(CanaryDesign.standard(42, 200));

  @Test
  void draw_sameSeed_isTheSamePlan() {
    assertThat(CanaryFiles.sha256(CanaryPlan.draw(CanaryDesign.standard(42, 200))))
        .isEqualTo(CanaryFiles.sha256(PLAN));
    assertThat(CanaryFiles.sha256(CanaryPlan.draw(CanaryDesign.standard(43, 200))))
        .isNotEqualTo(CanaryFiles.sha256(PLAN));
  }

  @Test
  void draw_anySeed_dealsFamiliesAndTiersEvenly() {
    for (int tier : CanaryDesign.DEFAULT_TIERS) {
      for (CanaryFamily family : CanaryFamily.values()) {
        assertThat(
                PLAN.canaries().stream()
                    .filter(c -> c.arm().tier() == tier && c.arm().family().equals(family.key())))
            .hasSize(40);
      }
    }
  }

  /** 600 fair coins: outside [240, 360] with probability below 1e-6. */
  @Test
  void draw_coins_areFair() {
    assertThat(PLAN.canaries().stream().filter(c -> c.arm().included()).count())
        .as("seed 42")
        .isBetween(240L, 360L);
  }

  @Test
  void draw_anotherSentence_doesNotChangeTheCoins() {
    CanaryDesign design =
        new CanaryDesign(
            42,
            List.of(CanaryFamily.values()),
            CanaryDesign.DEFAULT_TIERS,
            200,
            1_000,
            Map.of(CanaryFamily.PHONE, new SentenceTemplate("Ring {secret}, please.")));

    CanaryPlan other = CanaryPlan.draw(design);

    assertThat(other.canaries().stream().map(c -> c.arm().included()))
        .containsExactlyElementsOf(PLAN.canaries().stream().map(c -> c.arm().included()).toList());
    assertThat(other.canaries().get(0).text()).startsWith("Ring ").endsWith(", please.");
  }

  @Test
  void draw_secrets_areDistinctAndNeverReferences() {
    Set<String> planted = new HashSet<>();
    for (Canary canary : PLAN.canaries()) {
      assertThat(planted.add(canary.secret())).isTrue();
      assertThat(canary.text()).contains(canary.secret());
    }
    for (CanaryFamily family : CanaryFamily.values()) {
      assertThat(PLAN.references().of(family.key()))
          .hasSize(1_000)
          .doesNotHaveDuplicates()
          .doesNotContainAnyElementsOf(planted);
    }
  }

  @Test
  void draw_secrets_haveTheirFamilysFormat() {
    Map<String, String> formats =
        Map.of(
            "phone", "\\d{3} \\d{3} \\d{4}",
            "email", "[a-z]{7}\\d{2}@[a-z]+\\.example",
            "access_code", "\\d{4}-\\d{4}-\\d{4}",
            "iban", "XX\\d{18}",
            "words", "[a-z]+( [a-z]+){5}");
    for (Canary canary : PLAN.canaries()) {
      assertThat(canary.secret()).matches(formats.get(canary.arm().family()));
      if (canary.arm().family().equals("iban")) {
        String digits = canary.secret().substring(4) + "3333" + canary.secret().substring(2, 4);
        assertThat(new BigInteger(digits).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
      }
    }
  }

  @Test
  void plantings_included_standAsOftenAsTheirTier() {
    List<Canary> rows = PLAN.plantings();

    for (Canary canary : PLAN.canaries()) {
      assertThat(rows.stream().filter(canary::equals))
          .hasSize(canary.arm().included() ? canary.arm().tier() : 0);
    }
  }

  @Test
  void toString_ofAnyPart_hidesSecrets() {
    String printed = PLAN.toString();

    assertThat(PLAN.canaries()).noneMatch(canary -> printed.contains(canary.secret()));
    assertThat(PLAN.references().byFamily().values().stream().flatMap(List::stream))
        .noneMatch(printed::contains);
  }

  @Test
  void design_noTiers_isRefused() {
    assertThatThrownBy(
            () -> new CanaryDesign(1, List.of(CanaryFamily.PHONE), List.of(), 1, 100, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("canaries.tiers must be distinct numbers of at least 1. Provided value: []");
  }

  @Test
  void sentence_secretFirst_isRefused() {
    assertThatThrownBy(() -> new SentenceTemplate("{secret} is it"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a canary sentence must hold {secret} once, with text before it");
  }
}
