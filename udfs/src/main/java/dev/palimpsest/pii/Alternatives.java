package dev.palimpsest.pii;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What else the winners of one cluster of overlapping spans may be. */
final class Alternatives {

  static final String UNDETERMINED = "NATIONAL_ID";

  private static final Comparator<Span> BY_PLACE =
      Comparator.comparingInt(Span::start)
          .thenComparing(Comparator.comparingInt(Span::end).reversed());

  private final List<Span> cluster;

  /** Of the spans up to {@link #next}, how far those of each type reach. */
  private final Map<String, Integer> strong = new HashMap<>();

  private final Map<String, Integer> weak = new HashMap<>();
  private int next;

  /** Spans by start, then by end, the longest first. */
  Alternatives(List<Span> cluster) {
    this.cluster = cluster;
  }

  /**
   * The types of all spans that overlap {@code whole}; weak ones only where it is weak itself.
   *
   * @param whole starts no earlier than the one asked about before
   */
  SortedSet<String> of(Span whole) {
    while (next < cluster.size() && cluster.get(next).start() < whole.end()) {
      Span span = cluster.get(next++);
      (span.tier().isWeak() ? weak : strong).merge(span.rule().type(), span.end(), Math::max);
    }
    SortedSet<String> types = new TreeSet<>();
    add(strong, whole, types);
    if (whole.tier().isWeak()) {
      add(weak, whole, types);
    }
    return types;
  }

  private static void add(Map<String, Integer> reach, Span whole, SortedSet<String> types) {
    reach.forEach(
        (type, end) -> {
          if (end > whole.start()) {
            types.add(type);
          }
        });
  }

  /** Whether a number without any word for it has the shape and checks of several kinds. */
  boolean isUndetermined(Span winner) {
    if (winner.tier() != Tier.C || !(winner.rule().search() instanceof Search.Identifier)) {
      return false;
    }
    for (int i = first(winner); i < cluster.size(); i++) {
      Span other = cluster.get(i);
      if (BY_PLACE.compare(other, winner) != 0) {
        return false;
      }
      if (other.rule().search() instanceof Search.Identifier
          && !other.rule().type().equals(winner.rule().type())) {
        return true;
      }
    }
    return false;
  }

  /** The first span in the place of {@code winner}. */
  private int first(Span winner) {
    int low = 0;
    int high = cluster.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (BY_PLACE.compare(cluster.get(middle), winner) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
