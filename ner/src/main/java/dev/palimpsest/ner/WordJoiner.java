package dev.palimpsest.ner;

import dev.palimpsest.pii.Entity;
import dev.palimpsest.pii.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes entities of probabilities per token and label. A word is what its first token is, since
 * models are trained on that one; the probability of a type is the sum over its labels, so that
 * {@code B-PER} and {@code I-PER} do not compete. Words of one type that follow each other are one
 * entity, whose probability is the mean of theirs, unless the model says that a new one of the same
 * label starts.
 */
final class WordJoiner {

  /** Words of one entity have no more than white space between them, and little of it. */
  private static final int WIDEST_GAP = 2;

  private final String text;
  private final Tokens tokens;
  private final List<Label> labels;
  private final double threshold;
  private final List<Entity> entities = new ArrayList<>();
  private @Nullable Word last;
  private int start;
  private int words;
  private double sum;

  private record Word(int start, int end, Label label, EntityType type, double probability) {}

  private WordJoiner(String text, Tokens tokens, List<Label> labels, double threshold) {
    this.text = text;
    this.tokens = tokens;
    this.labels = labels;
    this.threshold = threshold;
  }

  /**
   * Entities in the order of the text.
   *
   * @param probabilities token × label
   * @param threshold least probability of a word, in (0, 1]
   */
  static List<Entity> join(
      String text, Tokens tokens, double[][] probabilities, List<Label> labels, double threshold) {
    WordJoiner joiner = new WordJoiner(text, tokens, labels, threshold);
    int from = 0;
    while (from < tokens.size()) {
      int to = from + 1;
      while (to < tokens.size() && !tokens.startsWord(to)) {
        to++;
      }
      joiner.add(joiner.word(from, to, probabilities[from]));
      from = to;
    }
    joiner.finish();
    return joiner.entities;
  }

  /** The word of some tokens; null if it is no part of an entity. */
  private @Nullable Word word(int from, int to, double[] probabilities) {
    double[] byType = new double[EntityType.values().length];
    for (int i = 0; i < probabilities.length; i++) {
      int label = i;
      labels.get(i).type().ifPresent(type -> byType[type.ordinal()] += probabilities[label]);
    }
    EntityType best = EntityType.values()[0];
    for (EntityType type : EntityType.values()) {
      best = byType[type.ordinal()] > byType[best.ordinal()] ? type : best;
    }
    double probability = Math.min(1, byType[best.ordinal()]);
    int wordStart = tokens.starts()[from];
    int wordEnd = Arrays.stream(tokens.ends(), from, to).max().orElse(wordStart);
    if (probability < threshold || wordEnd <= wordStart) {
      return null;
    }
    return new Word(wordStart, wordEnd, likeliest(best, probabilities), best, probability);
  }

  private Label likeliest(EntityType type, double[] probabilities) {
    int best = -1;
    for (int i = 0; i < probabilities.length; i++) {
      boolean ofType = labels.get(i).type().filter(type::equals).isPresent();
      if (ofType && (best < 0 || probabilities[i] > probabilities[best])) {
        best = i;
      }
    }
    return labels.get(best);
  }

  private void add(@Nullable Word word) {
    if (word == null) {
      finish();
      return;
    }
    if (last == null || !continues(last, word)) {
      finish();
      start = word.start();
    }
    last = word;
    words++;
    sum += word.probability();
  }

  private boolean continues(Word before, Word word) {
    boolean again = word.label().starts() && word.label().name().equals(before.label().name());
    // Tokenizers of SentencePiece leave punctuation on the word before it.
    boolean closed = ",;:!?)]".indexOf(text.charAt(before.end() - 1)) >= 0;
    boolean near =
        word.start() - before.end() <= WIDEST_GAP
            && text.substring(before.end(), Math.max(before.end(), word.start())).isBlank();
    return word.type() == before.type() && near && !again && !closed;
  }

  private void finish() {
    if (last != null) {
      int from = start;
      int to = last.end();
      while (from < to && !isPartOfAWord(text.codePointAt(from))) {
        from += Character.charCount(text.codePointAt(from));
      }
      while (to > from && !isPartOfAWord(text.codePointBefore(to))) {
        to -= Character.charCount(text.codePointBefore(to));
      }
      if (from < to) {
        entities.add(new Entity(from, to, last.type(), Math.min(1, sum / words)));
      }
    }
    last = null;
    words = 0;
    sum = 0;
  }

  /** Some tokenizers give spaces and punctuation to the words beside them. */
  private static boolean isPartOfAWord(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
