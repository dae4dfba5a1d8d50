package dev.palimpsest.pii;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a leaf once it has been scanned.
 *
 * @param spans what was found in it
 * @param words its {@link WordFilter}
 * @param index its words, if they were worth the effort
 */
record Scanned(List<Span> spans, long words, @Nullable WordIndex index) {

  Scanned(List<Span> spans, long words) {
    this(spans, words, null);
  }
}
