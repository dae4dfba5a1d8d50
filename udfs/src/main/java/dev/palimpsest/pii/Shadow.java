package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What strong findings cover: shape alone is not told of what is known better, except an address
 * with more around it.
 */
final class Shadow {

  private final Map<Leaf, List<Span>> spans = new IdentityHashMap<>();

  /** Disjoint spans, those of one leaf in the order of its text. */
  Shadow(List<Resolved> strong) {
    for (Resolved one : strong) {
      spans.computeIfAbsent(one.span().leaf(), unseen -> new ArrayList<>()).add(one.span());
    }
  }

  /** Whether any of the spans overlaps {@code weak} and is not just a part of the address it is. */
  boolean hides(Span weak) {
    List<Span> ofLeaf = spans.getOrDefault(weak.leaf(), List.of());
    boolean address = weak.rule().search() instanceof Search.Url;
    for (int i = Overlaps.endingBy(ofLeaf, ofLeaf.size(), weak.start()); i < ofLeaf.size(); i++) {
      Span strong = ofLeaf.get(i);
      if (strong.start() >= weak.end()) {
        return false;
      }
      if (!address || weak.start() > strong.start() || weak.end() < strong.end()) {
        return true;
      }
    }
    return false;
  }
}
