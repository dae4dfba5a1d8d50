package dev.palimpsest.pii;

import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the leaves of one conversation, to be found again in their repetitions: keys of
 * the same records, turns that quote each other, results of the same tool. Bounded: of two leaves
 * that want the same slot the later one is kept. {@link LeafScanner} says what of a leaf its
 * findings may depend on; that is what leaves are compared by.
 */
final class LeafMemory {

  private static final int SLOTS = 1 << 11;

  private static final class Slot {
    @Nullable String text;
    KeyMeaning key = KeyMeaning.NONE;
    Leaf.@Nullable Kind kind;
    @Nullable Field field;
    @Nullable String member;
    List<Span> spans = List.of();

    void clear() {
      text = null;
      member = null;
      key = KeyMeaning.NONE;
      spans = List.of();
    }
  }

  private final @Nullable Slot[] slots = new Slot[SLOTS];
  private final Places used = new Places();

  /** What was found in a leaf like this one, as spans of this one; null if there was none. */
  @Nullable List<Span> recall(Leaf leaf, KeyMeaning key) {
    Slot slot = slots[place(leaf)];
    if (slot == null
        || !leaf.text().equals(slot.text)
        || key != slot.key
        || leaf.kind() != slot.kind
        || leaf.slot().field() != slot.field
        || !Objects.equals(member(leaf), slot.member)) {
      return null;
    }
    if (slot.spans.isEmpty()) {
      return slot.spans;
    }
    List<Span> spans = new ArrayList<>(slot.spans.size());
    for (Span span : slot.spans) {
      spans.add(span.in(leaf));
    }
    return spans;
  }

  /** Keeps what was found in {@code leaf}. */
  void keep(Leaf leaf, KeyMeaning key, List<Span> spans) {
    int place = place(leaf);
    Slot slot = slots[place];
    if (slot == null) {
      slot = new Slot();
      slots[place] = slot;
    }
    if (slot.text == null) {
      used.add(place);
    }
    slot.text = leaf.text();
    slot.key = key;
    slot.kind = leaf.kind();
    slot.field = leaf.slot().field();
    slot.member = member(leaf);
    slot.spans = spans;
  }

  /** Forgets everything: texts of one conversation are not kept while the next is read. */
  void clear() {
    for (int i = 0; i < used.size(); i++) {
      Slot slot = slots[used.at(i)];
      if (slot != null) {
        slot.clear();
      }
    }
    used.clear();
  }

  private static int place(Leaf leaf) {
    int hash = leaf.text().hashCode();
    return (hash ^ hash >>> 11 ^ hash >>> 22) & SLOTS - 1;
  }

  private static @Nullable String member(Leaf leaf) {
    Place member = leaf.place().member();
    return member == null ? null : member.key();
  }
}
