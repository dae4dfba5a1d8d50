package dev.palimpsest.audit.probe;

import java.util.Locale;

/**
 * Where a personal value stands in a row.
 *
 * @param type such as {@code EMAIL_ADDRESS}
 * @param start first character, in code points
 * @param end in code points, exclusive
 */
public record Span(String type, int start, int end) {

  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "span end must be above start, start at least 0. Provided span: %s [%d, %d)",
              type,
              start,
              end));
    }
  }
}
