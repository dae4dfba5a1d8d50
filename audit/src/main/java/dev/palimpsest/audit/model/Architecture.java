package dev.palimpsest.audit.model;

/**
 * A decoder in two halves, so that the output matrix, the largest of all, is applied only to the
 * positions that are wanted.
 */
public interface Architecture<T> {

  /** Last hidden states after the final norm: [B, S, H]. */
  T hidden(Input<T> input);

  /** Scores of the next token before softmax: [… , H] to [… , V]. */
  T logits(T hidden);
}
