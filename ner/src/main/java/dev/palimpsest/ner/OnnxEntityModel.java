package dev.palimpsest.ner;

import dev.palimpsest.ner.TokenWindows.Window;
import dev.palimpsest.pii.Entity;
import dev.palimpsest.pii.EntityModel;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A token classifier of an {@link EntityFolder}. {@link #close} waits for those that use it: native
 * memory that goes while it is read takes the JVM with it.
 */
final class OnnxEntityModel implements EntityModel {

  private final EntityTokenizer tokenizer;
  private final TokenClassifier classifier;
  private final List<Label> labels;
  private final int length;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * @param length most tokens that the classifier takes at once, special ones included
   */
  OnnxEntityModel(
      EntityTokenizer tokenizer, TokenClassifier classifier, List<Label> labels, int length) {
    this.tokenizer = tokenizer;
    this.classifier = classifier;
    this.labels = labels;
    this.length = length;
  }

  /**
   * Loads the model of a folder.
   *
   * @throws EntityModelException if it cannot be used
   */
  static OnnxEntityModel open(EntityFolder folder) {
    List<Label> labels = folder.labels();
    EntityTokenizer tokenizer = EntityTokenizer.open(folder.tokenizer());
    try {
      OnnxClassifier classifier = OnnxClassifier.open(folder.model(), labels.size());
      return new OnnxEntityModel(tokenizer, classifier, labels, folder.windowLength());
    } catch (EntityModelException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public List<Entity> entities(String text, double threshold) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the entity model is closed");
      }
      Tokens tokens = tokenizer.tokens(text);
      return WordJoiner.join(text, tokens, probabilities(tokens), labels, threshold);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Token × label, each token from the window that answers for it. */
  private double[][] probabilities(Tokens tokens) {
    double[][] all = new double[tokens.size()][];
    int before = tokens.before().length;
    int room = length - before - tokens.after().length;
    for (Window window : TokenWindows.over(tokens, room)) {
      int size = window.end() - window.start();
      long[] ids = new long[before + size + tokens.after().length];
      System.arraycopy(tokens.before(), 0, ids, 0, before);
      System.arraycopy(tokens.ids(), window.start(), ids, before, size);
      System.arraycopy(tokens.after(), 0, ids, before + size, tokens.after().length);
      double[][] ofWindow = classifier.probabilities(ids);
      int skipped = before - window.start();
      System.arraycopy(
          ofWindow, window.core() + skipped, all, window.core(), window.next() - window.core());
    }
    return all;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        tokenizer.close();
        classifier.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
