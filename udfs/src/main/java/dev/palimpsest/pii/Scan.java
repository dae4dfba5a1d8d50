package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.text.Leaf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One leaf while it is scanned: its text, the keywords in it, its key, and what was found. */
final class Scan {

  private final List<Rule> rules;
  private final Leaf leaf;
  private final Hits hits;
  private final KeyMeaning key;
  private final List<Span> spans = new ArrayList<>();
  private @Nullable Signs signs;
  private @Nullable List<DigitRuns.Run> digitRuns;

  Scan(List<Rule> rules, Leaf leaf, Hits hits, KeyMeaning key) {
    this.rules = rules;
    this.leaf = leaf;
    this.hits = hits;
    this.key = key;
  }

  Leaf leaf() {
    return leaf;
  }

  String text() {
    return leaf.text();
  }

  Hits hits() {
    return hits;
  }

  KeyMeaning key() {
    return key;
  }

  Signs signs() {
    if (signs == null) {
      signs = new Signs(leaf.text());
    }
    return signs;
  }

  List<DigitRuns.Run> digitRuns() {
    if (digitRuns == null) {
      digitRuns = signs().hasDigits() ? DigitRuns.of(leaf.text()) : List.of();
    }
    return digitRuns;
  }

  List<Span> spans() {
    return spans;
  }

  /** Shape, and key or context where they are there. */
  Set<Evidence> evidence(int rule, int start, int end) {
    Set<Evidence> evidence = EnumSet.of(Evidence.SHAPE);
    if (key.supports(rule)) {
      evidence.add(Evidence.KEY);
    }
    if (hits.supports(rule, start, end)) {
      evidence.add(Evidence.CONTEXT);
    }
    return evidence;
  }

  /** Whether key or context speaks for it. */
  boolean isHinted(int rule, int start, int end) {
    return key.supports(rule) || hits.supports(rule, start, end);
  }

  /**
   * Keeps the candidate if check and evidence are enough for a tier. Words that speak against it
   * leave of a strong candidate that it was seen, and nothing of others.
   */
  void offer(int rule, int start, int end, Check check, Set<Evidence> evidence) {
    Tier tier = tier(rules.get(rule).strength(), check, evidence);
    if (tier != null && !evidence.contains(Evidence.KEY) && hits.opposes(rule, start, end)) {
      tier = tier == Tier.A && rules.get(rule).strength() == Strength.STRONG ? Tier.C : null;
    }
    if (tier != null) {
      add(rule, start, end, tier, evidence);
    }
  }

  void add(int rule, int start, int end, Tier tier, Set<Evidence> evidence) {
    spans.add(new Span(leaf, start, end, rules.get(rule), tier, evidence));
  }

  private static @Nullable Tier tier(Strength strength, Check check, Set<Evidence> evidence) {
    boolean hint =
        evidence.contains(Evidence.KEY)
            || evidence.contains(Evidence.CUE)
            || evidence.contains(Evidence.CONTEXT);
    boolean grouped = evidence.contains(Evidence.GROUPED);
    boolean checked = evidence.contains(Evidence.VALID);
    if (check != Check.OK) {
      boolean mistyped = check == Check.BAD_CHECKSUM && grouped && strength == Strength.STRONG;
      return hint || mistyped ? Tier.B : null;
    }
    return switch (strength) {
      case STRONG -> Tier.A;
      case WEAK -> hint ? Tier.A : grouped ? Tier.B : Tier.C;
      case AMBIGUOUS -> hint ? (checked ? Tier.A : Tier.B) : Tier.C;
      case CONTEXTUAL -> !hint ? null : checked ? Tier.A : Tier.B;
    };
  }
}
