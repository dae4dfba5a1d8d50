package dev.palimpsest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.mask.ConversationScrubber;
import dev.palimpsest.mask.PolicyReader;
import dev.palimpsest.mask.Replay;
import dev.palimpsest.mask.Scrubbed;
import dev.palimpsest.pii.Evidence;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathProfileTest {

  private static final DecisionRule RULE =
      new DecisionRule(
          List.of(Decision.LIFT, Decision.LOWER),
          DecisionRule.standard().lift(),
          new DecisionRule.Lower(1000, 50, 0.05));

  private static final Random PHONES = new Random(1);
  private static final List<Conversation> PHONE_LAKE =
      ColumnsOfNumbers.lake(100, i -> ColumnsOfNumbers.phone(PHONES));
  private static final Random ORDERS = new Random(2);
  private static final List<Conversation> ORDER_LAKE =
      ColumnsOfNumbers.lake(500, i -> ColumnsOfNumbers.order(ORDERS));

  private static final PathProfile PHONE_PROFILE = ColumnsOfNumbers.profile(PHONE_LAKE, RULE);
  private static final PathProfile ORDER_PROFILE = ColumnsOfNumbers.profile(ORDER_LAKE, RULE);

  @Test
  void reader_columnOfPhonesWithoutContext_isLiftedAndMasked() {
    Conversation one = ColumnsOfNumbers.conversation("0612345678");

    assertThat(scrub(one, PathProfile.NONE).findings()).isEmpty();
    Scrubbed scrubbed = scrub(one, PHONE_PROFILE);
    assertThat(scrubbed.findings()).hasSize(1);
    Finding finding = scrubbed.findings().get(0);
    assertThat(finding.type()).isEqualTo("PHONE");
    assertThat(finding.tier()).isEqualTo(Tier.B);
    assertThat(finding.evidence())
        .isEqualTo(Set.of(Evidence.SHAPE, Evidence.VALID, Evidence.PATH_PROFILE));
    assertThat(scrubbed.conversation().messages().get(1).content())
        .isEqualTo("{\"rows\":[{\"value\":\"<PHONE_1>\"}]}");
  }

  @Test
  void reader_columnOfOrderNumbersThatLookLikePhones_isLowered() {
    Conversation one = ColumnsOfNumbers.conversation("415-555-2671");

    assertThat(scrub(one, PathProfile.NONE).findings())
        .extracting(Finding::tier)
        .containsExactly(Tier.B);
    Scrubbed scrubbed = scrub(one, ORDER_PROFILE);
    assertThat(scrubbed.conversation()).isEqualTo(one);
    assertThat(scrubbed.findings()).extracting(Finding::tier).containsExactly(Tier.C);
    assertThat(scrubbed.findings().get(0).evidence()).contains(Evidence.PATH_PROFILE);
  }

  @Test
  void reader_loweredColumn_leavesTierA() {

    assertThat(scrub(ColumnsOfNumbers.conversation("call 415-555-2671"), ORDER_PROFILE).findings())
        .extracting(Finding::tier)
        .containsExactly(Tier.A);
  }

  @Test
  void reader_otherPlace_isAsWithoutProfile() {
    Conversation prose =
        new Conversation(List.of(Message.of(Role.USER, "415-555-2671 it is")), List.of(), Map.of());

    assertThat(scrub(prose, ORDER_PROFILE)).isEqualTo(scrub(prose, PathProfile.NONE));
  }

  @Test
  void decide_aSeries_isLiftedByABrokenRuleOnly() {
    List<Conversation> series = ColumnsOfNumbers.lake(100, i -> "06" + (10_000_000 + i));
    DecisionRule broken =
        new DecisionRule(
            List.of(Decision.LIFT), new DecisionRule.Lift(200, 1, 0.95, 0.5), RULE.lower());

    assertThat(ColumnsOfNumbers.profile(series, RULE).isEmpty()).isTrue();
    assertThat(ColumnsOfNumbers.profile(series, broken).isEmpty()).isFalse();
  }

  @Test
  void decide_phonesWrittenLikeOrders_areLoweredByABrokenRuleOnly() {
    Random random = new Random(4);
    List<Conversation> phones =
        ColumnsOfNumbers.lake(
            500,
            i ->
                "415-"
                    + (2 + random.nextInt(8))
                    + ColumnsOfNumbers.digits(random, 2)
                    + "-"
                    + ColumnsOfNumbers.digits(random, 4));
    DecisionRule broken =
        new DecisionRule(
            List.of(Decision.LOWER), RULE.lift(), new DecisionRule.Lower(1000, 50, 0.999));
    DecisionRule lowers = new DecisionRule(List.of(Decision.LOWER), RULE.lift(), RULE.lower());

    assertThat(ColumnsOfNumbers.profile(phones, lowers).isEmpty()).isTrue();
    assertThat(ColumnsOfNumbers.profile(phones, broken).isEmpty()).isFalse();
  }

  @Test
  void decide_fewValues_decidesNothing() {
    assertThat(ColumnsOfNumbers.profile(PHONE_LAKE.subList(0, 20), RULE).isEmpty()).isTrue();
    assertThat(ColumnsOfNumbers.profile(ORDER_LAKE.subList(0, 100), RULE).isEmpty()).isTrue();
  }

  @Test
  void verify_scrubWithProfile_isReproducedAndLeavesNothing() {
    for (PathProfile profile : List.of(PHONE_PROFILE, ORDER_PROFILE)) {
      Conversation input = ColumnsOfNumbers.conversation("0612345678", "415-555-2671");
      Scrubbed scrubbed = scrub(input, profile);

      Replay.Result result =
          new Replay(PolicyReader.standard(), null, profile)
              .verify(input, scrubbed.conversation(), scrubbed.findings(), "", "");

      assertThat(result.reproduced()).isTrue();
      assertThat(result.left()).isEmpty();
    }
  }

  @Test
  void touching_columnsThatDiffer_areToldApart() {

    Set<Column> differing = PathProfile.NONE.differing(PHONE_PROFILE);
    assertThat(differing).containsExactly(ColumnsOfNumbers.VALUE);
    assertThat(PHONE_PROFILE.differing(PHONE_PROFILE)).isEmpty();
    var touching = PathProfile.touching(differing, PiiDetector.standard());
    assertThat(touching.test(PHONE_LAKE.get(0))).isTrue();
    assertThat(touching.test(new Conversation(List.of(), List.of(), Map.of()))).isFalse();
  }

  private static Scrubbed scrub(Conversation conversation, PathProfile PHONE_PROFILE) {
    return new ConversationScrubber(PolicyReader.standard(), null, PHONE_PROFILE)
        .scrub(conversation);
  }
}
