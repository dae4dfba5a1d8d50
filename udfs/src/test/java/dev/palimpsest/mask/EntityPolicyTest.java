package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.EntitySearch;
import dev.palimpsest.pii.EntityType;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.pii.WordModel;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policies say about findings of a model alone. */
class EntityPolicyTest {

  private static final String TEXT = "yesterday Zorblat Quuxly left Wollab for Frobnitz";

  private final EntitySearch entities =
      new EntitySearch(
          new WordModel(
              Map.of(
                  "Zorblat Quuxly",
                  EntityType.PERSON,
                  "Wollab",
                  EntityType.ORGANIZATION,
                  "Frobnitz",
                  EntityType.LOCATION),
              0.9),
          0.5);

  @Test
  void mask_shippedDefault_masksPersonsAndReportsPlacesAndFirms() {
    Policy policy = Policies.shipped("default");
    List<Finding> findings = new ArrayList<>();

    String masked =
        new TextMasker(PiiDetector.with(policy.rules(), entities), policy, null)
            .mask(List.of(Slot.plain(TEXT)), Origin.UNKNOWN, findings)
            .get(0);

    assertThat(masked).isEqualTo("yesterday <PERSON_1> left Wollab for Frobnitz");
    assertThat(findings)
        .extracting(Finding::type)
        .containsExactly("PERSON", "ORGANIZATION", "LOCATION");
    assertThat(findings).extracting(Finding::tier).containsOnly(Tier.D);
  }

  @Test
  void mask_withoutAModel_leavesTheTextAsItIs() {
    assertThat(new MaskText(Policies.shipped("default"), null).mask(TEXT)).isEqualTo(TEXT);
  }

  @Test
  void mask_policyThatIgnoresD_leavesTheTextAsItIs() {
    Policy policy =
        PolicyReader.parse(
            """
            name: rules-alone
            otherwise:
              tiers: {A: mask, B: mask, C: mask, D: ignore}
              operator: {kind: label}
            types: {}
            """);

    assertThat(new MaskText(policy, null, entities).mask(TEXT)).isEqualTo(TEXT);
  }

  @Test
  void parse_policyThatDoesNotSayD_doesAsB() {
    Policy policy =
        PolicyReader.parse(
            """
            name: older
            otherwise:
              tiers: {A: mask, B: mask-and-review, C: report}
              operator: {kind: label}
            types: {}
            """);

    assertThat(policy.action("PERSON", Tier.D)).isEqualTo(Action.MASK_AND_REVIEW);
    assertThat(Policies.shipped("keep-all").action("PERSON", Tier.D)).isEqualTo(Action.REPORT);
  }

  @Test
  void verify_rowMaskedWithAModel_isReproducedFromItsFindings() {
    Policy policy = Policies.shipped("default");
    Conversation conversation = new Conversation(List.of(), List.of(), Map.of("note", TEXT));

    Scrubbed scrubbed =
        new ConversationScrubber(policy, null, PathProfile.NONE, entities).scrub(conversation);

    assertThat(Slots.of(scrubbed.conversation()))
        .extracting(Slot::text)
        .contains("yesterday <PERSON_1> left Wollab for Frobnitz");
    Replay.Result result =
        new Replay(policy, null)
            .verify(conversation, scrubbed.conversation(), scrubbed.findings(), Origin.UNKNOWN);
    assertThat(result.reproduced()).isTrue();
    assertThat(result.left()).isEmpty();
  }
}
