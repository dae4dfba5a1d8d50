package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OverlapsTest {

  private static final Leaf LEAF = leaf("0123456789012345678901234567890123456789");

  @Test
  void resolve_spanInsideAnother_losesToIt() {
    assertThat(resolve(span("street", 0, 20, Tier.B), span("postcode", 10, 15, Tier.B)))
        .containsExactly("ADDRESS[0-20) [POSTCODE]");
  }

  @Test
  void resolve_betterTierInside_winsAndTakesTheRest() {
    assertThat(resolve(span("greeting", 0, 20, Tier.B), span("email", 5, 15, Tier.A)))
        .containsExactly("EMAIL[0-20) [PERSON]");
  }

  /** As in base 64, of which every finding takes all. */
  @Test
  void resolve_secretOfTheSameTierAndPlace_isTold() {
    Set<Evidence> more = EnumSet.of(Evidence.SHAPE, Evidence.VALID, Evidence.CONTEXT);
    Span email = new Span(LEAF, 0, 20, rule("email"), Tier.A, more);
    Span secret = span("curl-authorization", 0, 20, Tier.A);

    assertThat(resolve(email, secret)).containsExactly("SECRET[0-20) [EMAIL]");
    assertThat(resolve(secret, email)).containsExactly("SECRET[0-20) [EMAIL]");
    assertThat(resolve(span("curl-authorization", 0, 20, Tier.B), email))
        .containsExactly("EMAIL[0-20) [SECRET]");
  }

  @Test
  void resolve_chain_keepsTheOuterTwoAndCoversTheMiddle() {
    assertThat(
            resolve(
                span("email", 0, 10, Tier.B),
                span("street", 8, 14, Tier.B),
                span("phone", 13, 20, Tier.B)))
        .containsExactly("EMAIL[0-13) [ADDRESS]", "PHONE[13-20) [ADDRESS]");
  }

  @Test
  void resolve_apart_keepsAll() {
    assertThat(resolve(span("phone", 5, 9, Tier.C), span("email", 0, 5, Tier.A)))
        .containsExactly("EMAIL[0-5) []", "PHONE[5-9) []");
  }

  @Test
  void resolve_halfASurrogatePair_takesInTheOther() {
    Leaf leaf = leaf("a😀b😀e\u0301c");
    Span span = new Span(leaf, 2, 7, rule("email"), Tier.A, EnumSet.of(Evidence.SHAPE));

    List<Resolved> resolved = Overlaps.resolve(List.of(span));

    assertThat(resolved.get(0).span().value()).isEqualTo("😀b😀e\u0301");
  }

  @Test
  void resolve_randomSpans_agreesWithComparingAllWithAll() {
    long seed = 43;
    Random random = new Random(seed);
    List<Rule> rules = RuleBook.standard().rules();
    for (int round = 0; round < 5_000; round++) {
      List<Span> spans = new ArrayList<>();
      for (int i = 1 + random.nextInt(14); i > 0; i--) {
        int start = random.nextInt(38);
        int end = start + 1 + random.nextInt(Math.min(12, 40 - start));
        Rule rule = rules.get(random.nextInt(rules.size()));
        Set<Evidence> evidence = EnumSet.of(Evidence.values()[random.nextInt(3)]);
        spans.add(new Span(LEAF, start, end, rule, Tier.values()[random.nextInt(4)], evidence));
        if (random.nextInt(3) == 0) {
          Span other = spans.get(random.nextInt(spans.size()));
          spans.add(span("us-itin", other.start(), other.end(), Tier.C));
        }
      }
      assertThat(Overlaps.resolve(spans))
          .as("seed %d, round %d", seed, round)
          .containsExactlyElementsOf(PlainOverlaps.resolve(spans));
    }
  }

  /** Quadratic, this would take a quarter of an hour. */
  @Test
  @Timeout(20)
  void resolve_oneChainOfManySpans_takesLittleTime() {
    Leaf leaf = leaf("x".repeat(400_010));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      spans.add(
          new Span(leaf, 2 * i, 2 * i + 3, rule("email"), Tier.B, EnumSet.of(Evidence.SHAPE)));
    }

    List<Resolved> resolved = Overlaps.resolve(spans);

    assertThat(resolved).hasSize(100_000);
    assertThat(resolved.get(99_999).span().end()).isEqualTo(400_001);
  }

  @Test
  void resolve_randomSpans_coversExactlyTheirUnionWithoutOverlap() {
    long seed = 42;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      List<Span> spans = new ArrayList<>();
      BitSet union = new BitSet();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        int start = random.nextInt(39);
        int end = start + 1 + random.nextInt(40 - start);
        String rule = List.of("email", "phone", "street", "greeting").get(random.nextInt(4));
        spans.add(span(rule, start, end, Tier.values()[random.nextInt(4)]));
        union.set(start, end);
      }
      BitSet covered = new BitSet();
      for (Resolved resolved : Overlaps.resolve(spans)) {
        Span span = resolved.span();
        assertThat(covered.get(span.start(), span.end()).isEmpty())
            .as("seed %d, round %d", seed, round)
            .isTrue();
        covered.set(span.start(), span.end());
      }
      assertThat(covered).as("seed %d, round %d", seed, round).isEqualTo(union);
    }
  }

  private static List<String> resolve(Span... spans) {
    return Overlaps.resolve(List.of(spans)).stream()
        .map(
            r ->
                "%s[%d-%d) %s"
                    .formatted(
                        r.span().rule().type(), r.span().start(), r.span().end(), r.alternatives()))
        .toList();
  }

  private static Span span(String rule, int start, int end, Tier tier) {
    Set<Evidence> evidence = EnumSet.of(Evidence.SHAPE, Evidence.CONTEXT);
    return new Span(LEAF, start, end, rule(rule), tier, evidence);
  }

  private static Rule rule(String id) {
    return RuleBook.standard().rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Leaf leaf(String text) {
    return Leaves.of(Slot.plain(text)).get(0);
  }
}
