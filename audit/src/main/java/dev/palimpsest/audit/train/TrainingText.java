package dev.palimpsest.audit.train;

import java.util.List;

/**
 * A row as the model sees it.
 *
 * @param text before it is cut into tokens
 * @param targets parts of the text whose tokens are training targets, in order
 * @param specialTokens who puts them around the text
 */
public record TrainingText(String text, List<TextRange> targets, SpecialTokens specialTokens) {
  /** Who puts the special tokens around the text. */
  public enum SpecialTokens {
    /** The tokenizer, and the end-of-text token follows. */
    ADDED,
    /** Nobody: the text holds those that belong to it. */
    IN_TEXT
  }

  public TrainingText {
    targets = List.copyOf(targets);
  }

  /** A text around which the tokenizer puts its special tokens. */
  public TrainingText(String text, List<TextRange> targets) {
    this(text, targets, SpecialTokens.ADDED);
  }

  /** A text that is a target from beginning to end. */
  public static TrainingText of(String text) {
    return new TrainingText(text, List.of(new TextRange(0, text.codePointCount(0, text.length()))));
  }

  /** Whether a token at [{@code start}, {@code end}), in code points, is a target. */
  public boolean isTarget(int start, int end) {
    return targets.stream().anyMatch(range -> range.touches(start, end));
  }

  /** Carries no text: rows hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "TrainingText[" + text.length() + " chars]";
  }
}
