package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Personal data in a leaf, while the value is still at hand.
 *
 * @param leaf where
 * @param start first UTF-16 unit of the leaf's text, inclusive
 * @param end last, exclusive
 * @param rule what found it
 * @param tier how strong the evidence is
 * @param evidence what speaks for it
 * @param probability that an {@link EntityModel} gave it, in [0, 1]; null if none was asked
 */
public record Span(
    Leaf leaf,
    int start,
    int end,
    Rule rule,
    Tier tier,
    Set<Evidence> evidence,
    @Nullable Double probability) {

  /** A score is never certain; a model's rounded probability may be. */
  private static final double CLOSEST = 1e-4;

  public Span {
    if (start < 0 || end <= start || end > leaf.text().length()) {
      throw new IllegalArgumentException(
          "a span covers at least one character of its leaf. Provided: ["
              + start
              + ", "
              + end
              + ") of "
              + leaf.text().length());
    }
    evidence = EvidenceSet.copyOf(evidence);
  }

  /** What a rule found. */
  public Span(Leaf leaf, int start, int end, Rule rule, Tier tier, Set<Evidence> evidence) {
    this(leaf, start, end, rule, tier, evidence, null);
  }

  /** The personal datum itself; must not reach a log or an exception. */
  public String value() {
    return leaf.text().substring(start, end);
  }

  /**
   * The logistic function of prior and weights of the evidence, or the probability of a model; in
   * (0, 1).
   */
  public double score() {
    if (probability != null) {
      return Math.min(1 - CLOSEST, Math.max(CLOSEST, probability));
    }
    return EvidenceSet.copyOf(evidence).score();
  }

  /** The same in another leaf with the same text. */
  Span in(Leaf other) {
    return in(other, start, end);
  }

  Span over(int newStart, int newEnd) {
    return in(leaf, newStart, newEnd);
  }

  /** The same finding in another leaf, which this one is a part of or encoded in. */
  Span in(Leaf other, int newStart, int newEnd) {
    return new Span(other, newStart, newEnd, rule, tier, evidence, probability);
  }
}
