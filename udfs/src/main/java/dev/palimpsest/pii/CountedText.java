package dev.palimpsest.pii;

/**
 * A text that a regular expression may look at only so often: expressions that repeat a repetition
 * can take longer than anybody lives on a short text, and every step of theirs reads a character.
 * The budget grows with the text, so that what is linear never meets it.
 */
final class CountedText implements CharSequence {

  /** A plain expression reads each character a few times. */
  static final int STEPS_PER_CHARACTER = 200;

  /** So that short texts have room for an expression that tries many beginnings. */
  static final int FIRST_STEPS = 20_000;

  private final String rule;
  private final CharSequence text;
  private final Steps steps;

  /** What is left, shared by all parts of one text. */
  private static final class Steps {
    long left;

    Steps(long left) {
      this.left = left;
    }
  }

  /**
   * @param rule id of the rule whose expression looks at it
   */
  CountedText(String rule, CharSequence text) {
    this(rule, text, new Steps(budget(text.length())));
  }

  private CountedText(String rule, CharSequence text, Steps steps) {
    this.rule = rule;
    this.text = text;
    this.steps = steps;
  }

  static long budget(int length) {
    return FIRST_STEPS + (long) STEPS_PER_CHARACTER * length;
  }

  @Override
  public char charAt(int index) {
    if (--steps.left < 0) {
      throw new RuleBudgetException(rule, text.length());
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CountedText(rule, text.subSequence(start, end), steps);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
