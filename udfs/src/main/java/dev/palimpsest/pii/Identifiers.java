package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of all identifiers: which rules have values of so many letters and digits in this
 * order. A shape is a number, one bit for each character (1 a letter) behind a leading 1, so that
 * one probe finds the rules of a shape however many there are; shapes that leave much open are
 * compared one by one.
 */
final class Identifiers {

  /**
   * The rules of one shape.
   *
   * @param all by index, in the order of the book
   * @param free those of them that need no word or key for them
   * @param contextual the others
   */
  record Rules(int[] all, int[] free, BitSet contextual) {

    /** Those that may find something where nothing else but {@code scan}'s words speaks. */
    int[] worthTrying(Scan scan) {
      return scan.isAnyHinted(contextual) ? all : free;
    }
  }

  private static final Rules NONE = new Rules(new int[0], new int[0], new BitSet());

  /** Spreads shapes, which differ in few bits, over the slots (the golden ratio, 64 bits). */
  private static final long MIX = 0x9e3779b97f4a7c15L;

  /** Shapes with more open characters than this are not spelt out. */
  private static final int MOST_OPEN = 6;

  /** Open shapes of one length: {@code shape & fixed == letters}. */
  record Open(long fixed, long letters, int rule) {

    boolean fits(long shape) {
      return (shape & fixed) == letters;
    }
  }

  /** Closed shapes, each in the first free slot from its hash on; 0 where there is none. */
  private final long[] closed;

  /** The rules of the shape in the same slot. */
  private final Rules[] closedRules;

  /** By length. */
  private final Open[][] open;

  /**
   * A bit for what closed shapes start with (Bloom, CACM 13/7, 1970, with one hash): most stretches
   * end here.
   */
  private final long[] starts = new long[1 << 12];

  /** What open shapes start with, by its length: of those that only come in their groups. */
  private final Open[][] grouped;

  /** The same, of those that come in any groups where something says what they are. */
  private final Open[][] loose;

  private final BitSet looseRules = new BitSet();

  /** A bit for each length. */
  private long lengths;

  Identifiers(List<Rule> book) {
    Map<Long, List<Integer>> found = new HashMap<>();
    List<List<Open>> opened = lists();
    List<List<Open>> groupedStarts = lists();
    List<List<Open>> looseStarts = lists();
    for (int i = 0; i < book.size(); i++) {
      if (book.get(i).search() instanceof Search.Identifier search) {
        for (String notation : search.shapes()) {
          for (String shape : spelt(notation)) {
            // No longer stretch is looked at.
            if (shape.length() <= AlnumGroups.LONGEST) {
              add(shape, i, found, opened.get(shape.length()));
              starts(shape, i, search, groupedStarts, looseStarts);
            }
          }
        }
      }
    }
    open = arrays(opened);
    grouped = arrays(groupedStarts);
    loose = arrays(looseStarts);
    int capacity = Integer.highestOneBit(Math.max(4, found.size())) * 4;
    closed = new long[capacity];
    closedRules = new Rules[capacity];
    found.forEach(
        (shape, rules) -> {
          int slot = slot(shape);
          closed[slot] = shape;
          closedRules[slot] = rules(book, rules.stream().distinct().toList());
        });
  }

  private static Rules rules(List<Rule> book, List<Integer> indexes) {
    BitSet contextual = new BitSet();
    for (int index : indexes) {
      contextual.set(index, book.get(index).strength() == Strength.CONTEXTUAL);
    }
    return new Rules(
        indexes.stream().mapToInt(Integer::intValue).toArray(),
        indexes.stream().mapToInt(Integer::intValue).filter(i -> !contextual.get(i)).toArray(),
        contextual);
  }

  private static List<List<Open>> lists() {
    List<List<Open>> lists = new ArrayList<>();
    for (int length = 0; length <= AlnumGroups.LONGEST; length++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static Open[][] arrays(List<List<Open>> lists) {
    return lists.stream()
        .map(list -> list.stream().distinct().toArray(Open[]::new))
        .toArray(Open[][]::new);
  }

  /** Notes what values of this shape start with, wherever one of their groups may end. */
  private void starts(
      String shape,
      int rule,
      Search.Identifier search,
      List<List<Open>> groupedStarts,
      List<List<Open>> looseStarts) {
    boolean isOpen = isOpen(shape);
    for (int end = 1; end < shape.length(); end++) {
      String start = shape.substring(0, end);
      if (!isOpen) {
        for (long key : closed(start)) {
          int bit = bit(key);
          starts[bit >>> 6] |= 1L << bit;
        }
      } else if (search.isLoose()) {
        looseRules.set(rule);
        looseStarts.get(end).add(open(start, 0));
      }
      if (isOpen && endsGroup(search, shape.length(), end)) {
        groupedStarts.get(end).add(open(start, 0));
      }
    }
  }

  private static boolean endsGroup(Search.Identifier search, int length, int end) {
    if (search.groups() == null) {
      return false;
    }
    for (String notation : search.groups()) {
      int[] sizes = groups(notation);
      int sum = 0;
      boolean ends = false;
      for (int size : sizes) {
        sum += size;
        ends |= sum == end;
      }
      if (ends && sum == length) {
        return true;
      }
    }
    return false;
  }

  private int bit(long key) {
    return (int) (key * MIX >>> 40) & (starts.length << 6) - 1;
  }

  /** Rules whose values may come in any groups, and whose shape says little. */
  BitSet loose() {
    return looseRules;
  }

  /**
   * Whether a value may start so, and go on with another group.
   *
   * @param hinted whether key or text have a word for any of {@link #loose}
   */
  boolean mayGoOn(long shape, int length, boolean hinted) {
    int bit = bit(shape);
    return (starts[bit >>> 6] >>> bit & 1) != 0
        || any(grouped[length], shape)
        || (hinted && any(loose[length], shape));
  }

  private static boolean any(Open[] candidates, long shape) {
    for (Open candidate : candidates) {
      if (candidate.fits(shape)) {
        return true;
      }
    }
    return false;
  }

  /** Where a closed shape is, or would be. */
  private int slot(long shape) {
    int slot = (int) (shape * MIX >>> 40) & closed.length - 1;
    while (closed[slot] != 0 && closed[slot] != shape) {
      slot = (slot + 1) & closed.length - 1;
    }
    return slot;
  }

  private void add(String shape, int rule, Map<Long, List<Integer>> found, List<Open> ofLength) {
    lengths |= 1L << shape.length();
    if (isOpen(shape)) {
      ofLength.add(open(shape, rule));
      return;
    }
    closed(shape).forEach(key -> found.computeIfAbsent(key, unseen -> new ArrayList<>()).add(rule));
  }

  private static boolean isOpen(String shape) {
    return shape.chars().filter(c -> c == '*').count() > MOST_OPEN;
  }

  private static Open open(String shape, int rule) {
    long fixed = 1;
    long letters = 1;
    for (char c : shape.toCharArray()) {
      fixed = fixed << 1 | (c == '*' ? 0 : 1);
      letters = letters << 1 | (c == 'A' ? 1 : 0);
    }
    return new Open(fixed, letters, rule);
  }

  /** All shapes that a notation with few open characters stands for. */
  private static List<Long> closed(String shape) {
    List<Long> keys = List.of(empty());
    for (char c : shape.toCharArray()) {
      List<Long> longer = new ArrayList<>();
      for (long key : keys) {
        if (c != 'A') {
          longer.add(key << 1);
        }
        if (c != '9') {
          longer.add(key << 1 | 1);
        }
      }
      keys = longer;
    }
    return keys;
  }

  /** The rules that have values of this closed shape. */
  Rules closed(long shape, int length) {
    if ((lengths >>> length & 1) == 0) {
      return NONE;
    }
    int slot = slot(shape);
    return closed[slot] == 0 ? NONE : closedRules[slot];
  }

  /** Shapes of this length that leave much open. */
  Open[] open(int length) {
    return open[length];
  }

  static long empty() {
    return 1;
  }

  /** The shape with so many letters, or digits, more. */
  static long with(long shape, int count, boolean letters) {
    return shape << count | (letters ? (1L << count) - 1 : 0);
  }

  /** The shape with one more character. */
  static long with(long shape, char c) {
    boolean letter = c < 128 ? c > '9' : Character.isLetter(c);
    return shape << 1 | (letter ? 1 : 0);
  }

  /** What a notation stands for without its repetitions: {@code A{1,2}9} is A9 and AA9. */
  static List<String> spelt(String notation) {
    List<String> shapes = List.of("");
    int i = 0;
    while (i < notation.length()) {
      String sign = notation.substring(i, i + 1);
      if (!"9A*".contains(sign)) {
        throw new IllegalArgumentException(
            "a shape is made of 9, A, * and repetitions in braces. Provided: " + notation);
      }
      i++;
      int least = 1;
      int most = 1;
      if (i < notation.length() && notation.charAt(i) == '{') {
        int close = notation.indexOf('}', i);
        String[] times = notation.substring(i + 1, close).split(",");
        least = Integer.parseInt(times[0]);
        most = Integer.parseInt(times[times.length - 1]);
        i = close + 1;
      }
      List<String> longer = new ArrayList<>();
      for (String shape : shapes) {
        for (int times = least; times <= most; times++) {
          longer.add(shape + sign.repeat(times));
        }
      }
      shapes = longer;
    }
    return shapes;
  }

  /** The sizes of groups that a notation such as {@code 3-2-4} asks for. */
  static int[] groups(String notation) {
    return Arrays.stream(notation.split("-")).mapToInt(Integer::parseInt).toArray();
  }
}
