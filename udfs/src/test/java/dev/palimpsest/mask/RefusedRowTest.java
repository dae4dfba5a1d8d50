package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefusedRowTest {

  private static MaskText masker(String types) {
    return new MaskText(
        PolicyReader.parse(
            """
            name: strict
            otherwise:
              tiers: {A: mask, B: mask, C: report}
              operator: {kind: label}
            types:
            """
                + types),
        null);
  }

  @Test
  void mask_typeThatDropsTheRow_isRefusedByTypeAlone() {
    MaskText masker =
        masker("  EMAIL: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: drop-row}}\n");

    assertThatThrownBy(() -> masker.mask("call jane.roe@mail.org"))
        .isInstanceOf(DroppedRowException.class)
        .hasMessage("policy strict drops conversations with EMAIL");
    assertThat(masker.mask("SSN 536-22-8674")).isEqualTo("SSN <US_SSN>");
  }

  @Test
  void mask_dropAndQuarantine_isDropped() {
    MaskText masker =
        masker(
            """
              EMAIL: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: quarantine}}
              US_SSN: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: drop-row}}
            """);

    assertThatThrownBy(() -> masker.mask("jane.roe@mail.org, SSN 536-22-8674"))
        .isInstanceOf(DroppedRowException.class);
    assertThatThrownBy(() -> masker.mask("jane.roe@mail.org"))
        .isInstanceOf(QuarantineException.class);
  }

  /** The mailbox in the address is inside what the secret covers. */
  @Test
  void mask_refusedTypeUnderAnotherThatWins_isStillRefused() {
    String text = "postgres://app:s3cr3tpw@10.1.2.3/prod";
    MaskText masker =
        masker("  URL: {tiers: {A: mask, B: mask, C: mask}, operator: {kind: drop-row}}\n");

    assertThat(new MaskText(Policies.defaultPolicy(), null).mask(text)).contains("<SECRET>");
    assertThatThrownBy(() -> masker.mask(text)).isInstanceOf(DroppedRowException.class);
  }

  @Test
  void mask_reportedTier_keepsNothingBack() {
    MaskText masker =
        masker("  EMAIL: {tiers: {A: report, B: report, C: report}, operator: {kind: drop-row}}\n");

    assertThat(masker.mask("jane.roe@mail.org")).isEqualTo("jane.roe@mail.org");
  }

  @Test
  void mask_maskAndReview_masks() {
    MaskText masker =
        masker(
            "  EMAIL: {tiers: {A: mask-and-review, B: mask, C: mask}, operator: {kind: label}}\n");

    assertThat(masker.mask("jane.roe@mail.org")).isEqualTo("<EMAIL>");
  }
}
