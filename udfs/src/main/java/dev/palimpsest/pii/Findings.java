package dev.palimpsest.pii;

import dev.palimpsest.text.CodePoints;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns spans into findings: paths that show no personal key, offsets in the outermost string. */
public final class Findings {

  /** Keys are told apart by their object and their number in it. */
  private final Map<Place, Set<Integer>> personalKeys = new IdentityHashMap<>();

  private final Map<Slot, CodePoints> codePoints = new IdentityHashMap<>();

  /**
   * @param spans everything that was found in the conversation: keys among it are hidden in paths
   */
  public Findings(List<Span> spans) {
    for (Span span : spans) {
      Place place = span.leaf().place();
      Place owner = place.owner();
      if (place.isKey() && owner != null) {
        personalKeys.computeIfAbsent(owner, unseen -> new HashSet<>()).add(place.index());
      }
    }
  }

  /** Findings of all spans in the order of the text; weak ones where no strong one is. */
  static List<Finding> all(List<Span> spans) {
    if (spans.isEmpty()) {
      return List.of();
    }
    Findings findings = new Findings(spans);
    List<Finding> found = new ArrayList<>();
    List<Span> strong = new ArrayList<>();
    List<Span> weak = new ArrayList<>();
    for (Span span : spans) {
      (span.tier().isWeak() ? weak : strong).add(span);
    }
    List<Resolved> resolved = PiiDetector.resolve(strong);
    resolved.forEach(one -> found.add(findings.of(one)));
    Shadow shadow = new Shadow(resolved);
    for (Resolved one : PiiDetector.resolve(weak)) {
      if (!shadow.hides(one.span())) {
        found.add(findings.of(one));
      }
    }
    found.sort(Comparator.comparingInt(Finding::start));
    return found;
  }

  public Finding of(Resolved resolved) {
    Span span = resolved.span();
    Leaf leaf = span.leaf();
    int start = leaf.outermost(span.start());
    int end = leaf.outermost(span.end());
    CodePoints points =
        codePoints.computeIfAbsent(leaf.slot(), slot -> new CodePoints(slot.text()));
    return new Finding(
        leaf.place().path(this::isPersonal),
        start,
        end,
        points.of(start),
        points.of(end),
        resolved.type(),
        resolved.alternatives(),
        span.tier(),
        span.score(),
        span.evidence(),
        span.rule().id());
  }

  private boolean isPersonal(Place member) {
    Place owner = member.owner();
    return owner != null && personalKeys.getOrDefault(owner, Set.of()).contains(member.index());
  }
}
