package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import org.jspecify.annotations.Nullable;

/**
 * How readily both models say one personal value. A value owns every token whose character range
 * meets its own.
 *
 * @param span the value's place
 * @param firstToken first token owned; −1 if none is
 * @param endToken end of the tokens owned, exclusive; −1 if none is
 * @param straddle whether the first token begins before the value, such as with its leading space
 * @param tuned null if the value has no score: no token, or the row's first, which nothing predicts
 * @param base null as for {@code tuned}, or if the base model is not known
 */
public record SpanScore(
    Span span,
    int firstToken,
    int endToken,
    boolean straddle,
    @Nullable Extraction tuned,
    @Nullable Extraction base) {

  /**
   * Scores a value.
   *
   * @param tuned signals of the row under the checkpoint
   * @param base signals of the same tokens under the base model; null if it is not known
   */
  public static SpanScore of(Span span, TokenSignals tuned, @Nullable TokenSignals base) {
    int first = -1;
    int end = -1;
    for (int i = 0; i < tuned.size(); i++) {
      int tokenStart = tuned.starts()[i];
      int tokenEnd = tuned.ends()[i];
      if (tokenStart < tokenEnd && tokenStart < span.end() && tokenEnd > span.start()) {
        first = first < 0 ? i : first;
        end = i + 1;
      }
    }
    boolean straddle = first >= 0 && tuned.starts()[first] < span.start();
    return first < 1
        ? new SpanScore(span, first, end, straddle, null, null)
        : new SpanScore(
            span,
            first,
            end,
            straddle,
            Extraction.of(tuned, first, end),
            base == null ? null : Extraction.of(base, first, end));
  }

  /** Whether the value has a score. */
  public boolean scored() {
    return tuned != null;
  }
}
