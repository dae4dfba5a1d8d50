package dev.palimpsest.pii;

import java.util.Arrays;

/** Places in a text, ascending: a list of ints that is used again for the next text. */
final class Places {

  private static final int FEW = 16;

  /** More room than this is given back when the list is cleared. */
  private static final int MANY = 1 << 16;

  private int[] places = new int[FEW];
  private int size;

  void add(int place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size++] = place;
  }

  /**
   * Room for {@code most} places, to be filled from the first on and told to {@link #filled}; the
   * list must be empty.
   */
  int[] room(int most) {
    if (places.length < most) {
      places = new int[Math.max(most, Math.min(2 * places.length, MANY))];
    }
    return places;
  }

  /** Says how many places were put into {@link #room}. */
  void filled(int count) {
    size = count;
  }

  int size() {
    return size;
  }

  int at(int index) {
    return places[index];
  }

  /** The index of the first place after {@code place}; the size if there is none. */
  int firstAfter(int place) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void clear() {
    size = 0;
    if (places.length > MANY) {
      places = new int[FEW];
    }
  }
}
