package dev.palimpsest.pii;

import java.util.List;

/**
 * A span that no other overlaps.
 *
 * @param span the winner, over all the characters that it answers for
 * @param type its type; {@code NATIONAL_ID} where nothing tells identifiers of several kinds apart
 * @param alternatives types of the spans that lost to it, sorted
 */
public record Resolved(Span span, String type, List<String> alternatives) {

  public Resolved {
    alternatives = List.copyOf(alternatives);
  }
}
