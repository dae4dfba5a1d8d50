package dev.palimpsest.mask;

import dev.palimpsest.pii.Resolved;
import dev.palimpsest.pii.Span;
import dev.palimpsest.text.Edit;
import dev.palimpsest.text.Keys;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes to the strings of one conversation, collected leaf by leaf in their order. */
final class MaskEdits {

  private final Policy policy;
  private final Replacer replacer;
  private final Map<Slot, List<Edit>> edits = new IdentityHashMap<>();
  private final Map<Place, Set<String>> keys = new IdentityHashMap<>();

  MaskEdits(Policy policy, Replacer replacer) {
    this.policy = policy;
    this.replacer = replacer;
  }

  /** Replaces what was found in {@code leaf}; in the order of its text, none overlapping. */
  void add(Leaf leaf, List<Resolved> found) {
    List<Edit> ofSlot = edits.computeIfAbsent(leaf.slot(), unseen -> new ArrayList<>());
    if (leaf.kind() == Leaf.Kind.KEY) {
      ofSlot.addAll(key(leaf, found, replacer, keys));
    } else {
      found.forEach(one -> ofSlot.add(edit(leaf, one, replacer)));
    }
  }

  /** The masked text of each slot. */
  List<String> apply(List<Slot> slots) {
    return slots.stream()
        .map(slot -> Edit.apply(slot.text(), edits.getOrDefault(slot, List.of())))
        .toList();
  }

  private Edit edit(Leaf leaf, Resolved found, Replacer replacer) {
    Span span = found.span();
    String type = found.type();
    if (leaf.kind() == Leaf.Kind.NUMBER) {
      boolean keep = policy.operator(type) instanceof Operator.Keep;
      return leaf.edit(0, leaf.text().length(), keep ? leaf.text() : zero(leaf.text()));
    }
    return leaf.edit(span.start(), span.end(), replacer.replace(type, span.value()));
  }

  private static String zero(String number) {
    return number.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? "0" : "0.0";
  }

  /** A masked key must still differ from all other keys of its object. */
  private List<Edit> key(
      Leaf leaf, List<Resolved> found, Replacer replacer, Map<Place, Set<String>> taken) {
    if (found.isEmpty()) {
      return List.of();
    }
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (Resolved resolved : found) {
      Span span = resolved.span();
      masked.append(leaf.text(), done, span.start());
      masked.append(replacer.replace(resolved.type(), span.value()));
      done = span.end();
    }
    masked.append(leaf.text().substring(done));
    Place object = leaf.place().owner();
    if (object == null) {
      throw new IllegalStateException("a key belongs to an object");
    }
    Set<String> keys =
        taken.computeIfAbsent(object, unseen -> new HashSet<>(leaf.place().siblings()));
    String unused =
        masked.toString().equals(leaf.text()) ? leaf.text() : Keys.unused(masked.toString(), keys);
    return List.of(leaf.edit(0, leaf.text().length(), unused));
  }
}
