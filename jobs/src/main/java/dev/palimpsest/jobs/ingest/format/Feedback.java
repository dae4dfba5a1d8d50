package dev.palimpsest.jobs.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said about an answer.
 *
 * @param name kind of judgement, such as {@code thumbs}
 * @param value number, true as 1, false as 0
 * @param label word
 * @param comment free text
 * @param source {@code human}, {@code model}, {@code code} or {@code unknown}
 */
public record Feedback(
    String name,
    @Nullable Double value,
    @Nullable String label,
    @Nullable String comment,
    String source) {

  /** Carries no content: comments hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "Feedback[source=" + source + "]";
  }
}
