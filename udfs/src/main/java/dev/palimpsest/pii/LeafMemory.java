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

  /** System prompts and the like: who speaks in a conversation seldom says as much. */
  private static final int LONG = 1 << 10;

  /** Keys, states, codes: the same few in conversation after conversation. */
  private static final int SHORT = 1 << 6;

  /** Slots for short leaves that stay, for each of the long ones. */
  private static final int SHORT_PER_LONG = 1 << 7;

  /** Leaves longer than this are not kept at all. */
  private static final int LONGEST = 1 << 16;

  private static final Scanned NOTHING = new Scanned(List.of(), WordFilter.ALL);

  private static final class Slot {
    @Nullable String text;
    KeyMeaning key = KeyMeaning.NONE;
    Leaf.@Nullable Kind kind;
    @Nullable Field field;
    @Nullable String member;
    Scanned scanned = NOTHING;

    /** Whether it is kept for the next conversation. */
    final boolean stays;

    Slot(boolean stays) {
      this.stays = stays;
    }

    boolean holds(Leaf leaf, KeyMeaning itsKey) {
      return leaf.text().equals(text)
          && itsKey == key
          && leaf.kind() == kind
          && leaf.slot().field() == field
          && Objects.equals(member(leaf), member);
    }

    void clear() {
      text = null;
      member = null;
      key = KeyMeaning.NONE;
      scanned = NOTHING;
    }
  }

  private final int lasting;
  private final @Nullable Slot[] slots;

  /** Of each slot's text the hash: most leaves are told apart by it, and no slot is looked at. */
  private final int[] hashes;

  private final Places used = new Places();

  /**
   * @param lasting slots for long leaves in which no more than tier C was found, which stay from
   *     one conversation to the next as short ones do in which nothing was found: a power of two,
   *     or 0
   */
  LeafMemory(int lasting) {
    this.lasting = lasting;
    this.slots = new Slot[SLOTS + lasting + lasting * SHORT_PER_LONG];
    this.hashes = new int[slots.length];
  }

  /** What was found in a leaf like this one, as spans of this one; null if there was none. */
  @Nullable Scanned recall(Leaf leaf, KeyMeaning key) {
    int length = leaf.text().length();
    if (length > LONGEST) {
      return null;
    }
    boolean mayLast = lasting > 0 && (length >= LONG || length <= SHORT);
    Slot slot = mayLast ? holding(lastingPlace(leaf), leaf, key) : null;
    if (slot == null) {
      slot = holding(place(leaf), leaf, key);
    }
    if (slot == null) {
      return null;
    }
    if (slot.stays && length >= LONG && slot.scanned.index() == null) {
      // A text that comes back may come back often.
      Scanned old = slot.scanned;
      slot.scanned = new Scanned(old.spans(), old.words(), old.dates(), WordIndex.of(leaf.text()));
    }
    if (slot.scanned.spans().isEmpty()) {
      return slot.scanned;
    }
    List<Span> spans = new ArrayList<>(slot.scanned.spans().size());
    for (Span span : slot.scanned.spans()) {
      spans.add(span.in(leaf));
    }
    return slot.scanned.with(spans);
  }

  /** The slot at {@code place} if it is of a leaf like this one. */
  private @Nullable Slot holding(int place, Leaf leaf, KeyMeaning key) {
    if (hashes[place] != leaf.text().hashCode()) {
      return null;
    }
    Slot slot = slots[place];
    return slot != null && slot.holds(leaf, key) ? slot : null;
  }

  /** Keeps what was found in {@code leaf}. */
  void keep(Leaf leaf, KeyMeaning key, Scanned scanned) {
    int length = leaf.text().length();
    if (length > LONGEST) {
      return;
    }
    boolean stays =
        lasting > 0
            && (length >= LONG
                ? standsAlone(leaf, key) && isImpersonal(scanned.spans())
                : length <= SHORT && scanned.spans().isEmpty());
    int place = stays ? lastingPlace(leaf) : place(leaf);
    Slot slot = slots[place];
    if (slot == null) {
      slot = new Slot(stays);
      slots[place] = slot;
    }
    if (slot.text == null && !stays) {
      used.add(place);
    }
    hashes[place] = leaf.text().hashCode();
    slot.text = leaf.text();
    slot.key = key;
    slot.kind = leaf.kind();
    slot.field = leaf.slot().field();
    slot.member = member(leaf);
    slot.scanned = scanned;
  }

  /** Nothing around it would be kept with it, and nothing around it matters. */
  private static boolean standsAlone(Leaf leaf, KeyMeaning key) {
    return key == KeyMeaning.NONE
        && member(leaf) == null
        && leaf.text().length() == leaf.slot().text().length();
  }

  /** What a model takes for a name is personal however weak it is. */
  private static boolean isImpersonal(List<Span> spans) {
    for (Span span : spans) {
      if (span.tier() != Tier.C) {
        return false;
      }
    }
    return true;
  }

  /**
   * Forgets all but the long leaves in which no more than tier C was found and the short ones in
   * which nothing was, before the next conversation.
   */
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
    return mixed(leaf) & SLOTS - 1;
  }

  private int lastingPlace(Leaf leaf) {
    return leaf.text().length() >= LONG
        ? SLOTS + (mixed(leaf) & lasting - 1)
        : SLOTS + lasting + (mixed(leaf) & lasting * SHORT_PER_LONG - 1);
  }

  private static int mixed(Leaf leaf) {
    int hash = leaf.text().hashCode();
    return hash ^ hash >>> 11 ^ hash >>> 22;
  }

  private static @Nullable String member(Leaf leaf) {
    Place member = leaf.place().member();
    return member == null ? null : member.key();
  }
}
