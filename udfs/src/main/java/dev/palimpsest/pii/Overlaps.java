package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Makes overlapping spans of one leaf into spans that do not overlap and cover the same characters.
 * The heaviest set of spans that exclude each other wins (weighted interval scheduling, by tier,
 * then score and length); what a loser covers beyond the winners is added to its neighbour, so that
 * a conflict never uncovers anything.
 */
final class Overlaps {

  /** By start, the longest first. */
  private static final Comparator<Span> LONGEST_FIRST =
      (one, other) ->
          one.start() != other.start()
              ? Integer.compare(one.start(), other.start())
              : Integer.compare(other.end(), one.end());

  private static final String SECRET = "SECRET";

  private Overlaps() {}

  /** Resolves spans of one leaf; the result is in the order of the text. */
  static List<Resolved> resolve(List<Span> spans) {
    List<Span> ordered = new ArrayList<>(spans);
    ordered.replaceAll(Overlaps::snap);
    if (ordered.size() > 1) {
      ordered.sort(LONGEST_FIRST);
    }
    List<Resolved> resolved = new ArrayList<>();
    int from = 0;
    while (from < ordered.size()) {
      int end = ordered.get(from).end();
      int to = from + 1;
      while (to < ordered.size() && ordered.get(to).start() < end) {
        end = Math.max(end, ordered.get(to++).end());
      }
      resolveCluster(ordered.subList(from, to), end, resolved);
      from = to;
    }
    return resolved;
  }

  /**
   * One stretch of text without a gap: the spans overlap directly or through others.
   *
   * @param cluster by start, then by end, the longest first
   */
  private static void resolveCluster(List<Span> cluster, int end, List<Resolved> resolved) {
    if (cluster.size() == 1) {
      resolved.add(new Resolved(cluster.get(0), cluster.get(0).rule().type(), List.of()));
      return;
    }
    List<Span> winners = heaviest(outermost(cluster));
    int start = cluster.get(0).start();
    Alternatives alternatives = new Alternatives(cluster);
    for (int i = 0; i < winners.size(); i++) {
      Span winner = winners.get(i);
      int reach = i + 1 < winners.size() ? winners.get(i + 1).start() : end;
      Span whole = winner.over(i == 0 ? start : winner.start(), reach);
      SortedSet<String> types = alternatives.of(whole);
      String type =
          alternatives.isUndetermined(winner) ? Alternatives.UNDETERMINED : winner.rule().type();
      types.add(winner.rule().type());
      types.remove(type);
      resolved.add(new Resolved(whole, type, List.copyOf(types)));
    }
  }

  /**
   * Leaves out what lies inside a span of the same or a better tier; of several in one place the
   * best stays. Sorted by end.
   */
  private static List<Span> outermost(List<Span> cluster) {
    List<Span> kept = new ArrayList<>();
    int[] reach = new int[Tier.values().length];
    int from = 0;
    while (from < cluster.size()) {
      Span best = null;
      int to = from;
      do {
        Span span = cluster.get(to++);
        if (!isReached(reach, span) && (best == null || isBetter(span, best))) {
          best = span;
        }
      } while (to < cluster.size() && isSamePlace(cluster.get(to), cluster.get(from)));
      if (best != null) {
        kept.add(best);
        int tier = best.tier().ordinal();
        reach[tier] = Math.max(reach[tier], best.end());
      }
      from = to;
    }
    kept.sort(Comparator.comparingInt(Span::end).thenComparingInt(Span::start));
    return kept;
  }

  /** Whether a span that starts no later, of no worse a tier, ends no earlier. */
  private static boolean isReached(int[] reach, Span span) {
    for (int tier = 0; tier <= span.tier().ordinal(); tier++) {
      if (reach[tier] >= span.end()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSamePlace(Span one, Span other) {
    return one.start() == other.start() && one.end() == other.end();
  }

  /** Of one tier a secret is better, since most is lost by it, then the higher score. */
  private static boolean isBetter(Span span, Span other) {
    if (span.tier() != other.tier()) {
      return span.tier().compareTo(other.tier()) < 0;
    }
    return isSecret(span) == isSecret(other) ? span.score() > other.score() : isSecret(span);
  }

  private static boolean isSecret(Span span) {
    return SECRET.equals(span.rule().type());
  }

  /** The disjoint spans of greatest weight in all; {@code spans} are sorted by end. */
  private static List<Span> heaviest(List<Span> spans) {
    int n = spans.size();
    double[] best = new double[n + 1];
    int[] before = new int[n];
    for (int i = 0; i < n; i++) {
      before[i] = endingBy(spans, i, spans.get(i).start());
      best[i + 1] = Math.max(best[i], weight(spans.get(i)) + best[before[i]]);
    }
    List<Span> chosen = new ArrayList<>();
    int i = n;
    while (i > 0) {
      if (best[i] == best[i - 1]) {
        i--;
      } else {
        chosen.add(spans.get(i - 1));
        i = before[i - 1];
      }
    }
    Collections.reverse(chosen);
    return chosen;
  }

  /** How many of the first {@code n} spans, sorted by end, end at or before {@code offset}. */
  static int endingBy(List<Span> spans, int n, int offset) {
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A tier counts more than any score, a score more than any length. */
  private static double weight(Span span) {
    double tier =
        switch (span.tier()) {
          case A -> 100;
          case B -> 10;
          case C -> 1;
          case D -> 0.1;
        };
    return tier * (1 + 0.5 * span.score() + 0.001 * Math.min(span.end() - span.start(), 200));
  }

  /** Takes in the other half of a surrogate pair, and marks that belong to the last character. */
  private static Span snap(Span span) {
    String text = span.leaf().text();
    int start = span.start();
    int end = span.end();
    if (start > 0 && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start))) {
      start--;
    }
    if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
      end++;
    }
    while (end < text.length() && extendsCharacter(text.charAt(end))) {
      end++;
    }
    return start == span.start() && end == span.end() ? span : span.over(start, end);
  }

  private static boolean extendsCharacter(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == '\u200d';
  }
}
