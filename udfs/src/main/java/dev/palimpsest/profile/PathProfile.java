package dev.palimpsest.profile;

import dev.palimpsest.pii.ColumnVerdict;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Slots;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The decisions about a lake's columns. Immutable and Java-serialisable. */
public final class PathProfile implements Serializable {

  private static final long serialVersionUID = 1;

  /** No decisions. */
  public static final PathProfile NONE = new PathProfile(Map.of());

  /**
   * Type → decision, for each column with any; other decisions than lift and lower are left out.
   */
  private final Map<Column, Map<String, Decision>> decisions;

  /**
   * @param decisions by column and type
   */
  public PathProfile(Map<Column, Map<String, Decision>> decisions) {
    Map<Column, Map<String, Decision>> taken = new HashMap<>();
    decisions.forEach(
        (column, types) -> {
          Map<String, Decision> some = new TreeMap<>(types);
          some.values().removeIf(Decision.NONE::equals);
          if (!some.isEmpty()) {
            taken.put(column, some);
          }
        });
    this.decisions = Map.copyOf(taken);
  }

  /** Whether there are no decisions. */
  public boolean isEmpty() {
    return decisions.isEmpty();
  }

  /** The columns about which the two profiles do not say the same. */
  public Set<Column> differing(PathProfile other) {
    Set<Column> columns = new HashSet<>(decisions.keySet());
    columns.addAll(other.decisions.keySet());
    columns.removeIf(
        column ->
            decisions
                .getOrDefault(column, Map.of())
                .equals(other.decisions.getOrDefault(column, Map.of())));
    return columns;
  }

  /**
   * Says of the leaves of a conversation what their columns say. Thread-safe.
   *
   * @param detector tells which keys may be personal data; it must know the rules that the profile
   *     was made with
   */
  public Function<Conversation, Function<Leaf, ColumnVerdict>> reader(PiiDetector detector) {
    if (isEmpty()) {
      return conversation -> leaf -> ColumnVerdict.NONE;
    }
    Columns.KeyNames names = new Columns.KeyNames(detector);
    Map<Column, ColumnVerdict> verdicts = new HashMap<>();
    decisions.forEach((column, types) -> verdicts.put(column, verdict(types)));
    return conversation -> {
      Columns columns = new Columns(conversation, names);
      return leaf ->
          Columns.isIn(leaf)
              ? verdicts.getOrDefault(columns.of(leaf), ColumnVerdict.NONE)
              : ColumnVerdict.NONE;
    };
  }

  /** Tells whether a conversation has a leaf in one of {@code columns}. Thread-safe. */
  public static Predicate<Conversation> touching(Set<Column> columns, PiiDetector detector) {
    Columns.KeyNames names = new Columns.KeyNames(detector);
    return conversation -> {
      Columns of = new Columns(conversation, names);
      return Columns.leaves(Slots.of(conversation)).stream()
          .anyMatch(leaf -> columns.contains(of.of(leaf)));
    };
  }

  private static ColumnVerdict verdict(Map<String, Decision> types) {
    Set<String> lifted = new HashSet<>();
    Set<String> lowered = new HashSet<>();
    types.forEach(
        (type, decision) -> {
          switch (decision) {
            case LIFT -> lifted.add(type);
            case LOWER -> lowered.add(type);
            case NONE -> {}
          }
        });
    return new ColumnVerdict(lifted, lowered);
  }
}
