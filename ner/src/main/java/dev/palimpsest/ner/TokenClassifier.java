package dev.palimpsest.ner;

/** Gives every token a probability for every label. Thread-safe. */
interface TokenClassifier extends AutoCloseable {

  /**
   * @param ids a text's tokens, special ones included
   * @return token × label, in [0, 1]; every row adds up to 1
   */
  double[][] probabilities(long[] ids);

  @Override
  void close();
}
