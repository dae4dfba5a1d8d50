package dev.palimpsest.audit.model;

/**
 * What attention does besides being causal.
 *
 * @param scale factor on query · key, usually 1 / sqrt(head size)
 * @param window how many latest positions, its own included, a position sees; 0 for all
 * @param softCap scores become softCap · tanh(score / softCap) before the mask; 0 for none
 */
public record AttentionRule(double scale, int window, double softCap) {

  public AttentionRule {
    if (window < 0 || softCap < 0) {
      throw new IllegalArgumentException(
          "window and softCap must not be negative. Provided values: " + window + ", " + softCap);
    }
  }

  /** Attention over {@code window} positions (0: all) scaled by 1 / sqrt(headSize). */
  static AttentionRule scaledByHeadSize(int headSize, int window) {
    return new AttentionRule(1 / Math.sqrt(headSize), window, 0);
  }
}
