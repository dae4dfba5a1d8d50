package dev.palimpsest.pii;

/**
 * The stretches of so many and more characters of some kinds in a text, in its order. Most
 * characters are not looked at: the last of so many says whether all can be of one stretch (Boyer
 * and Moore, CACM 20/10, 1977).
 */
final class Stretches {

  private final int kinds;
  private final int least;
  private final Places starts = new Places();
  private final Places ends = new Places();

  /**
   * @param kinds of {@link CharacterKinds}, one of which a character must have
   * @param least length of the shortest
   */
  Stretches(int kinds, int least) {
    this.kinds = kinds;
    this.least = least;
  }

  /** Finds those of the first {@code end} characters; the list must be empty. */
  void read(char[] text, int end) {
    int from = 0;
    for (int last = least - 1; last < end; last = from + least - 1) {
      int i = last;
      while (i >= from && (CharacterKinds.of(text[i]) & kinds) != 0) {
        i--;
      }
      if (i >= from) {
        from = i + 1;
        continue;
      }
      int stop = last + 1;
      while (stop < end && (CharacterKinds.of(text[stop]) & kinds) != 0) {
        stop++;
      }
      starts.add(from);
      ends.add(stop);
      from = stop + 1;
    }
  }

  int size() {
    return ends.size();
  }

  int start(int stretch) {
    return starts.at(stretch);
  }

  int end(int stretch) {
    return ends.at(stretch);
  }

  /** The first that ends behind {@code place}; the size if none does. */
  int firstEndingAfter(int place) {
    return ends.firstAfter(place);
  }

  void clear() {
    starts.clear();
    ends.clear();
  }
}
