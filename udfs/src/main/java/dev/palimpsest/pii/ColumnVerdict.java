package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all values in one place of many conversations say about each of them.
 *
 * @param lifted types that the column is of: what has their shape there is at least tier B
 * @param lowered types whose shape the column has by chance: tier B for which nothing but shape
 *     speaks is tier C there
 */
public record ColumnVerdict(Set<String> lifted, Set<String> lowered) {

  /** Nothing is known of the column. */
  public static final ColumnVerdict NONE = new ColumnVerdict(Set.of(), Set.of());

  private static final EvidenceSet HINTS =
      EvidenceSet.of(Evidence.KEY, Evidence.CUE, Evidence.CONTEXT, Evidence.LEARNED);

  public ColumnVerdict {
    if (!Collections.disjoint(lifted, lowered)) {
      throw new IllegalArgumentException("a type is lifted or lowered in a column, not both");
    }
    lifted = Collections.unmodifiableSet(new TreeSet<>(lifted));
    lowered = Collections.unmodifiableSet(new TreeSet<>(lowered));
  }

  boolean isNone() {
    return lifted.isEmpty() && lowered.isEmpty();
  }

  /** Whether nothing but its shape, and how it is written, speaks for a span of tier B. */
  public static boolean isShapeOnly(Span span) {
    return span.tier() == Tier.B && Collections.disjoint(span.evidence(), HINTS);
  }

  /**
   * The findings of a leaf of the column.
   *
   * @param found in the leaf as if it stood alone
   * @param expected in the leaf if its key named the lifted types
   */
  List<Span> apply(List<Span> found, List<Span> expected) {
    List<Span> spans = new ArrayList<>();
    for (Span span : found) {
      if (lowered.contains(span.rule().type()) && isShapeOnly(span)) {
        spans.add(by(span, Tier.C));
      } else if (lifted.contains(span.rule().type()) && span.tier() == Tier.C) {
        spans.add(by(span, Tier.B));
      } else {
        spans.add(span);
      }
    }
    for (Span span : expected) {
      if (lifted.contains(span.rule().type()) && !isCovered(span, spans)) {
        spans.add(by(span, Tier.B));
      }
    }
    return spans;
  }

  private static Span by(Span span, Tier tier) {
    EvidenceSet evidence = EvidenceSet.copyOf(span.evidence()).with(Evidence.PATH_PROFILE);
    if (tier == Tier.B) {
      // That the key names the type was only supposed.
      evidence = evidence.without(Evidence.KEY);
    }
    return new Span(span.leaf(), span.start(), span.end(), span.rule(), tier, evidence);
  }

  private static boolean isCovered(Span span, List<Span> spans) {
    for (Span other : spans) {
      boolean same = other.rule().type().equals(span.rule().type());
      if (same && other.start() <= span.start() && other.end() >= span.end()) {
        return true;
      }
    }
    return false;
  }
}
