package dev.palimpsest.profile;

import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;

/**
 * Counts the columns of conversations. Counts of two parts of a lake add up to the counts of both,
 * hashes of two sketches merge into those of both. For one thread.
 */
public final class ColumnStatistics {

  /** Digits that number the members of a series. */
  private static final int SERIAL = 4;

  /**
   * The counts of one column.
   *
   * @param column which
   * @param leaves values that are not blank
   * @param strings those among them that are strings; the others are numbers
   * @param values the smallest hashes of the values, see {@link #distinct}
   * @param stems of the values without their last {@value #SERIAL} digits: a series has few of them
   * @param kinds by type, or by type and region ({@code PHONE/FR}) of what could be dialled there
   */
  public record Counted(
      Column column,
      long leaves,
      long strings,
      long[] values,
      long[] stems,
      SortedMap<String, KindCounts> kinds) {}

  private static final class Counter {
    long leaves;
    long strings;
    final DistinctSketch values = new DistinctSketch();
    final DistinctSketch stems = new DistinctSketch();
    final SortedMap<String, KindCounts> kinds = new TreeMap<>();
  }

  private final Mac mac;
  private final LeafStudy study;
  private final Columns.KeyNames names;
  private final Map<Column, Counter> counters = new HashMap<>();

  /**
   * @param mac keyed: hashes of values leave this class
   */
  public ColumnStatistics(PiiDetector detector, Mac mac) {
    this.mac = mac;
    this.study = new LeafStudy(detector);
    this.names = new Columns.KeyNames(detector);
  }

  /** Number of hashes that a sketch keeps: of the union of several, the smallest so many. */
  public static int sketchSize() {
    return DistinctSketch.SIZE;
  }

  /**
   * About how many different values a sketch has seen.
   *
   * @param hashes smallest first
   */
  public static long distinct(long[] hashes) {
    return DistinctSketch.estimate(hashes);
  }

  /** Number of columns so far. */
  public int size() {
    return counters.size();
  }

  /** Counts the leaves of one conversation. */
  public void add(Conversation conversation) {
    Columns columns = new Columns(conversation, names);
    for (Leaf leaf : Columns.leaves(Slots.of(conversation))) {
      if (!leaf.text().isBlank()) {
        add(counters.computeIfAbsent(columns.of(leaf), unseen -> new Counter()), leaf);
      }
    }
  }

  private void add(Counter counter, Leaf leaf) {
    String value = leaf.text().strip();
    counter.leaves++;
    counter.strings += leaf.kind() == Leaf.Kind.TEXT ? 1 : 0;
    counter.values.add(value, mac);
    counter.stems.add(stem(value), mac);
    study.of(leaf).forEach((kind, counts) -> counter.kinds.merge(kind, counts, KindCounts::plus));
  }

  private static String stem(String value) {
    int end = value.length();
    for (int digits = 0; end > 0 && digits < SERIAL; end--) {
      digits += Character.isDigit(value.charAt(end - 1)) ? 1 : 0;
    }
    return end == 0 ? value : value.substring(0, end);
  }

  /** What was counted since the last call, by column; nothing of it is counted again. */
  public List<Counted> take() {
    List<Counted> counted = new ArrayList<>();
    counters.forEach(
        (column, counter) ->
            counted.add(
                new Counted(
                    column,
                    counter.leaves,
                    counter.strings,
                    counter.values.hashes(),
                    counter.stems.hashes(),
                    Collections.unmodifiableSortedMap(counter.kinds))));
    counters.clear();
    counted.sort(
        Comparator.comparing((Counted one) -> one.column().source())
            .thenComparing(one -> one.column().path()));
    return counted;
  }
}
