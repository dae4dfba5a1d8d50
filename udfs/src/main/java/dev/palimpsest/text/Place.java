package dev.palimpsest.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Leaf} is: a chain of steps from the conversation inwards. Written out, a place
 * reads
 *
 * <pre>
 * messages[3].content                                         a string of the conversation
 * messages[3].tool_calls[0].arguments{"address"."zip"}        a value in the JSON inside it
 * messages[4].content{"passengers"[1]."name"}                 an element of an array
 * messages[4].content{"payload"{"user"."email"}}              JSON in a string of JSON
 * messages[4].content{"users".key[0]}                         the first key of the object "users"
 * messages[4].content{#1."id"}                                the second of several JSON values
 * metadata["user_id"]                                         a value of the metadata
 * metadata.key[2]                                             the third key of the metadata
 * </pre>
 *
 * A key that is not a plain identifier, or in which personal data was found, is written as its
 * position ({@code "@2"}), so that a path never carries a value. Of more than {@value #MAX_STEPS}
 * steps the middle ones are written as their number ({@code …120…}).
 */
public final class Place {

  /** Longest path that is written out whole, in steps. */
  static final int MAX_STEPS = 64;

  private static final int MAX_KEY_LENGTH = 64;

  enum Kind {
    FIELD,
    LAYER,
    DOCUMENT,
    MEMBER,
    ELEMENT,
    KEY
  }

  private final @Nullable Place parent;
  private final Kind kind;
  private final String label;
  private final int index;
  private final List<String> siblings;

  private Place(@Nullable Place parent, Kind kind, String label, int index, List<String> siblings) {
    this.parent = parent;
    this.kind = kind;
    this.label = label;
    this.index = index;
    this.siblings = siblings;
  }

  /** A string of the conversation itself; {@code path} holds no key. */
  public static Place field(String path) {
    return new Place(null, Kind.FIELD, path, 0, List.of());
  }

  Place layer() {
    return new Place(this, Kind.LAYER, "", 0, List.of());
  }

  Place document(int number) {
    return new Place(this, Kind.DOCUMENT, "", number, List.of());
  }

  /** The value of the key number {@code index} of an object whose keys are {@code siblings}. */
  Place member(String key, int index, List<String> siblings) {
    return new Place(this, Kind.MEMBER, key, index, siblings);
  }

  Place element(int index) {
    return new Place(this, Kind.ELEMENT, "", index, List.of());
  }

  Place key(int index, List<String> siblings) {
    return new Place(this, Kind.KEY, "", index, siblings);
  }

  /**
   * The nearest step at or above this one that is the value of a key; null when there is none. Only
   * such a step has a {@link #key}.
   */
  public @Nullable Place member() {
    Place place = this;
    while (place != null && place.kind != Kind.MEMBER) {
      place = place.parent;
    }
    return place;
  }

  /** The nearest member above this one: for a value, the key that its object stands under. */
  public @Nullable Place outerMember() {
    return parent == null ? null : parent.member();
  }

  /** Key of a {@link #member}. */
  public String key() {
    return label;
  }

  /** All keys of the object that a {@link #member} belongs to, its own among them, in order. */
  public List<String> siblings() {
    return siblings;
  }

  /** Whether this is the key of a member itself and not its value. */
  public boolean isKey() {
    return kind == Kind.KEY;
  }

  /**
   * For a member or its key, the object that it belongs to: the same instance for all members of
   * one object.
   */
  public @Nullable Place owner() {
    return parent;
  }

  /** For a member or its key, its number among the keys of its object; for an element, of it. */
  public int index() {
    return index;
  }

  /**
   * The path as text.
   *
   * @param hidden whether the key of a given member must not be shown
   */
  public String path(Function<Place, Boolean> hidden) {
    Deque<Place> steps = new ArrayDeque<>();
    for (Place place = this; place != null; place = place.parent) {
      steps.addFirst(place);
    }
    StringBuilder path = new StringBuilder();
    int middle = steps.size() - MAX_STEPS;
    int at = 0;
    int open = 0;
    boolean fresh = false;
    for (Place step : steps) {
      boolean shown = middle <= 0 || at < MAX_STEPS / 2 || at >= MAX_STEPS / 2 + middle;
      if (shown) {
        step.append(path, fresh, hidden);
        open += step.kind == Kind.LAYER ? 1 : 0;
      } else if (at == MAX_STEPS / 2) {
        path.append('…').append(middle).append('…');
      }
      fresh = shown && step.kind == Kind.LAYER;
      at++;
    }
    return path.append("}".repeat(open)).toString();
  }

  /**
   * The steps below the field, with what tells one record from the next left out: all elements of
   * an array are {@code []}, all documents one, and keys read as {@code key} says.
   *
   * @param key how the key of a member is written
   */
  public String fold(UnaryOperator<String> key) {
    Deque<Place> steps = new ArrayDeque<>();
    for (Place place = this; place.parent != null; place = place.parent) {
      steps.addFirst(place);
    }
    StringBuilder path = new StringBuilder();
    int open = 0;
    for (Place step : steps) {
      switch (step.kind) {
        case FIELD, DOCUMENT -> {}
        case LAYER -> {
          path.append('{');
          open++;
        }
        case ELEMENT -> path.append("[]");
        case KEY -> path.append(".key");
        case MEMBER -> {
          boolean first = path.length() == 0 || path.charAt(path.length() - 1) == '{';
          path.append(first ? "\"" : ".\"").append(key.apply(step.label)).append('"');
        }
      }
    }
    return path.append("}".repeat(open)).toString();
  }

  /** The string of the conversation that this place is in, as {@link #path} writes it. */
  public String root() {
    Place place = this;
    while (place.parent != null) {
      place = place.parent;
    }
    return place.label;
  }

  private void append(StringBuilder path, boolean fresh, Function<Place, Boolean> hidden) {
    switch (kind) {
      case FIELD -> path.append(label);
      case LAYER -> path.append('{');
      case DOCUMENT -> path.append('#').append(index);
      case ELEMENT -> path.append('[').append(index).append(']');
      case KEY -> path.append(fresh ? "key[" : ".key[").append(index).append(']');
      case MEMBER -> {
        String shown = isIdentifier(label) && !hidden.apply(this) ? label : "@" + index;
        boolean map = parent != null && parent.kind == Kind.FIELD;
        path.append(map ? "[\"" : fresh ? "\"" : ".\"").append(shown).append(map ? "\"]" : "\"");
      }
    }
  }

  private static boolean isIdentifier(String key) {
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.$".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The path with every key hidden. */
  @Override
  public String toString() {
    return path(member -> true);
  }
}
