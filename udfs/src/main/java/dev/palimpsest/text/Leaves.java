package dev.palimpsest.text;

import dev.palimpsest.text.JsonTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a string apart into its leaves. A text that is valid JSON (an object, an array, a string,
 * or several of them one after the other) becomes the keys, strings and numbers in it; a string in
 * it that is JSON itself is taken apart in turn. Anything else is one leaf.
 */
public final class Leaves {

  /** JSON in strings in JSON deeper than this is read as text. */
  static final int MAX_LAYERS = 12;

  private final Slot slot;
  private final List<Leaf> leaves = new ArrayList<>();

  private Leaves(Slot slot) {
    this.slot = slot;
  }

  /** The leaves of {@code slot} in the order of its text; at least one unless it is empty JSON. */
  public static List<Leaf> of(Slot slot) {
    Leaves reader = new Leaves(slot);
    reader.add(Leaf.Kind.TEXT, slot.place(), slot.text(), OffsetMap.IDENTITY, 0);
    return reader.leaves;
  }

  private void add(Leaf.Kind kind, Place place, String text, OffsetMap offsets, int layers) {
    if (kind == Leaf.Kind.TEXT && layers < MAX_LAYERS && mayBeJson(text)) {
      int before = leaves.size();
      if (takeApart(place.layer(), text, offsets, layers + 1)) {
        return;
      }
      leaves.subList(before, leaves.size()).clear();
    }
    leaves.add(new Leaf(slot, kind, place, text, offsets, layers));
  }

  private static boolean mayBeJson(String text) {
    int first = 0;
    int last = text.length() - 1;
    while (first < last && text.charAt(first) <= ' ') {
      first++;
    }
    while (first < last && text.charAt(last) <= ' ') {
      last--;
    }
    if (first >= last) {
      return false;
    }
    char closing = text.charAt(last);
    return switch (text.charAt(first)) {
      case '{', '[' -> closing == '}' || closing == ']';
      case '"' -> closing == '"';
      default -> false;
    };
  }

  /** An open object or array. */
  private static final class Frame {
    final Place place;
    final @Nullable List<String> keys;
    int elements;
    int key = -1;

    Frame(Place place, @Nullable List<String> keys) {
      this.place = place;
      this.keys = keys;
    }

    /** Where the next value goes. */
    Place next() {
      return keys == null ? place.element(elements++) : place.member(keys.get(key), key, keys);
    }
  }

  private boolean takeApart(Place layer, String json, OffsetMap offsets, int layers) {
    JsonTokens tokens = new JsonTokens(json);
    Deque<Frame> open = new ArrayDeque<>();
    int documents = 0;
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      if (token == Token.INVALID) {
        return false;
      }
      Frame frame = open.peek();
      boolean value = token != Token.KEY && token != Token.OBJECT_END && token != Token.ARRAY_END;
      Place place = layer;
      if (value && frame != null) {
        place = frame.next();
      } else if (value && documents++ > 0) {
        place = layer.document(documents - 1);
      }
      switch (token) {
        case OBJECT_START -> open.push(new Frame(place, new ArrayList<>()));
        case ARRAY_START -> open.push(new Frame(place, null));
        case OBJECT_END, ARRAY_END -> open.pop();
        case KEY -> key(open.element(), tokens, offsets, layers);
        case STRING -> {
          OffsetMap.Builder jumps = new OffsetMap.Builder();
          String text = tokens.decoded(jumps);
          add(Leaf.Kind.TEXT, place, text, jumps.build(tokens.start(), offsets), layers);
        }
        case NUMBER -> {
          if (frame == null) {
            return false;
          }
          String number = json.substring(tokens.start(), tokens.end());
          OffsetMap at = new OffsetMap.Builder().build(tokens.start(), offsets);
          leaves.add(new Leaf(slot, Leaf.Kind.NUMBER, place, number, at, layers));
        }
        case LITERAL -> {
          if (frame == null) {
            return false;
          }
        }
        case END, INVALID -> throw new IllegalStateException("the loop has ended");
      }
    }
    return true;
  }

  private void key(Frame object, JsonTokens tokens, OffsetMap offsets, int layers) {
    List<String> keys = Objects.requireNonNull(object.keys);
    OffsetMap.Builder jumps = new OffsetMap.Builder();
    String key = tokens.decoded(jumps);
    keys.add(key);
    object.key = keys.size() - 1;
    Place place = object.place.key(object.key, keys);
    OffsetMap at = jumps.build(tokens.start(), offsets);
    leaves.add(new Leaf(slot, Leaf.Kind.KEY, place, key, at, layers));
  }
}
