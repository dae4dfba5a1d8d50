package dev.palimpsest.pii;

import static java.util.Comparator.reverseOrder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The plain twin of {@link Overlaps}: every span is compared with every other of its cluster. */
final class PlainOverlaps {

  private static final String UNDETERMINED = "NATIONAL_ID";

  private PlainOverlaps() {}

  /** Resolves spans of one leaf; the result is in the order of the text. */
  static List<Resolved> resolve(List<Span> spans) {
    List<Span> ordered = new ArrayList<>(spans);
    ordered.replaceAll(PlainOverlaps::snap);
    ordered.sort(Comparator.comparingInt(Span::start).thenComparing(Span::end, reverseOrder()));
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

  /** One stretch of text without a gap: the spans overlap directly or through others. */
  private static void resolveCluster(List<Span> cluster, int end, List<Resolved> resolved) {
    List<Span> winners = heaviest(outermost(cluster));
    int start = cluster.get(0).start();
    for (int i = 0; i < winners.size(); i++) {
      Span winner = winners.get(i);
      int reach = i + 1 < winners.size() ? winners.get(i + 1).start() : end;
      Span whole = winner.over(i == 0 ? start : winner.start(), reach);
      SortedSet<String> types = new TreeSet<>();
      for (Span loser : cluster) {
        boolean told = !loser.tier().isWeak() || winner.tier().isWeak();
        if (told && loser.start() < whole.end() && loser.end() > whole.start()) {
          types.add(loser.rule().type());
        }
      }
      String type = isUndetermined(winner, cluster) ? UNDETERMINED : winner.rule().type();
      types.add(winner.rule().type());
      types.remove(type);
      resolved.add(new Resolved(whole, type, List.copyOf(types)));
    }
  }

  /** Whether a number without any word for it has the shape and checks of several kinds. */
  private static boolean isUndetermined(Span winner, List<Span> cluster) {
    if (winner.tier() != Tier.C || !(winner.rule().search() instanceof Search.Identifier)) {
      return false;
    }
    for (Span other : cluster) {
      boolean same = other.start() == winner.start() && other.end() == winner.end();
      boolean identifier = other.rule().search() instanceof Search.Identifier;
      if (same && identifier && !other.rule().type().equals(winner.rule().type())) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out what lies inside a span of the same or a better tier; sorted by end. */
  private static List<Span> outermost(List<Span> cluster) {
    List<Span> kept = new ArrayList<>();
    for (Span span : cluster) {
      boolean inside = false;
      for (Span other : kept) {
        inside |=
            other.end() >= span.end()
                && other.tier().compareTo(span.tier()) <= 0
                && !isBetterInSamePlace(span, other);
      }
      if (!inside) {
        kept.removeIf(other -> isBetterInSamePlace(span, other));
        kept.add(span);
      }
    }
    kept.sort(Comparator.comparingInt(Span::end).thenComparingInt(Span::start));
    return kept;
  }

  private static boolean isBetterInSamePlace(Span span, Span other) {
    boolean same = span.start() == other.start() && span.end() == other.end();
    Comparator<Span> best =
        Comparator.comparing(Span::tier)
            .thenComparing(one -> !one.rule().type().equals("SECRET"))
            .thenComparing(Span::score, reverseOrder());
    return same && best.compare(span, other) < 0;
  }

  /** The disjoint spans of greatest weight in all; {@code spans} are sorted by end. */
  private static List<Span> heaviest(List<Span> spans) {
    int n = spans.size();
    double[] best = new double[n + 1];
    int[] before = new int[n];
    for (int i = 0; i < n; i++) {
      int fits = i;
      while (fits > 0 && spans.get(fits - 1).end() > spans.get(i).start()) {
        fits--;
      }
      before[i] = fits;
      best[i + 1] = Math.max(best[i], weight(spans.get(i)) + best[fits]);
    }
    List<Span> chosen = new ArrayList<>();
    int i = n;
    while (i > 0) {
      if (best[i] == best[i - 1]) {
        i--;
      } else {
        chosen.add(0, spans.get(i - 1));
        i = before[i - 1];
      }
    }
    return chosen;
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
