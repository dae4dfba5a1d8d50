package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import java.util.Arrays;
import java.util.List;

/**
 * Which values of those that a short conversation gave away may stand in it once more: those of
 * which some form starts with a word that is there twice. All others would only be found again
 * where they were found already, so that nothing need be learned of them. Long conversations repeat
 * most of what they say, and are not asked about.
 */
final class Recurrences {

  /** In UTF-16 units, all leaves together. */
  private static final int LONGEST = 1 << 11;

  private static final int MOST_LEAVES = 1 << 3;

  /** Every span may be compared with every other. */
  private static final int MOST_SPANS = 1 << 6;

  /** So many words have few hashes in common. */
  private static final int BITS = 1 << 12;

  private final long[] once = new long[BITS / Long.SIZE];
  private final long[] twice = new long[BITS / Long.SIZE];

  /** Whether the words of this conversation are known. */
  private boolean known;

  /**
   * Reads the words of one conversation.
   *
   * @param scanned what is known of each leaf
   * @param signs of the leaf that was scanned last; of some leaf afterwards
   */
  void read(List<Leaf> leaves, Scanned[] scanned, Signs signs) {
    known = isShort(leaves, scanned);
    if (!known) {
      return;
    }
    Arrays.fill(once, 0);
    Arrays.fill(twice, 0);
    for (int i = scanned.length - 1; i >= 0; i--) {
      String text = leaves.get(i).text();
      if (!signs.areOf(text)) {
        signs.read(text);
      }
      read(signs);
    }
  }

  private static boolean isShort(List<Leaf> leaves, Scanned[] scanned) {
    int length = 0;
    for (int i = 0; i < scanned.length && i <= MOST_LEAVES; i++) {
      length += leaves.get(i).text().length();
      // Letter case outside ASCII is a matter of whole texts.
      if (length > LONGEST || scanned[i].dates() == null) {
        return false;
      }
    }
    return scanned.length <= MOST_LEAVES;
  }

  private void read(Signs signs) {
    char[] text = signs.characters();
    for (int group = 0; group < signs.groups(); group++) {
      int hash = hash(text, signs.start(group), signs.end(group));
      long bit = 1L << hash;
      twice[hash >>> 6] |= once[hash >>> 6] & bit;
      once[hash >>> 6] |= bit;
    }
  }

  private static int hash(char[] text, int start, int end) {
    return hash(text[start], text[start + end >>> 1], text[end - 1], end - start);
  }

  /** Of a word by some of its characters, letter case aside. */
  private static int hash(char first, char middle, char last, int length) {
    int hash = ((first | 0x20) * 31 + (middle | 0x20)) * 31 + (last | 0x20);
    return (hash * 31 + length) * 0x9e3779b9 >>> 20 & BITS - 1;
  }

  /**
   * Whether anything that would be learned of {@code span} may be found anywhere but inside of it,
   * or would say more there than is said already.
   *
   * @param all that was found in the conversation
   */
  boolean mayRecur(Span span, List<Span> all) {
    if (!known
        || all.size() > MOST_SPANS
        || LearnedForms.isDay(span.rule())
        || !isSettled(span, all)) {
      return true;
    }
    String text = span.leaf().text();
    int end = span.end();
    if (!AlnumGroups.isAlnum(text.charAt(span.start()))
        || !AlnumGroups.isAlnum(text.charAt(end - 1))) {
      return true;
    }
    if (!LearnedForms.isName(span.rule())) {
      return isRepeated(text, span.start(), wordEnd(text, span.start(), end));
    }
    for (int start = span.start(); start < end; ) {
      int wordEnd = wordEnd(text, start, end);
      if (wordEnd > start && isRepeated(text, start, wordEnd)) {
        return true;
      }
      start = wordEnd + 1;
    }
    return NameText.startWithNeighbour(text, span.start()) < span.start()
        || NameText.endWithNeighbour(text, end) > end;
  }

  /** Whether what would be learned makes neither the tier nor the score of its place better. */
  private static boolean isSettled(Span span, List<Span> all) {
    if (span.tier().isWeak()) {
      return false;
    }
    if (isEnough(span)) {
      return true;
    }
    for (Span other : all) {
      if (other.start() == span.start()
          && other.end() == span.end()
          && other.leaf() == span.leaf()
          && isEnough(other)
          && other.rule().type().equals(span.rule().type())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEnough(Span span) {
    return span.tier() == Tier.A
        || (span.tier() == LearnedValues.TIER && span.score() >= LearnedValues.EVIDENCE.score());
  }

  private static int wordEnd(String text, int start, int most) {
    int end = start;
    while (end < most && AlnumGroups.isAlnum(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isRepeated(String text, int start, int end) {
    int hash =
        hash(text.charAt(start), text.charAt(start + end >>> 1), text.charAt(end - 1), end - start);
    return (twice[hash >>> 6] >>> hash & 1) != 0;
  }
}
