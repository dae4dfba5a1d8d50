package dev.palimpsest.pii;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a leaf once it has been scanned.
 *
 * @param spans what was found in it
 * @param words its {@link WordFilter}
 * @param dates where a date may start, ascending; null if that was not looked up
 * @param index its words, if they were worth the effort
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record Scanned(List<Span> spans, long words, int @Nullable [] dates, @Nullable WordIndex index) {

  Scanned(List<Span> spans, long words) {
    this(spans, words, null, null);
  }

  Scanned(List<Span> spans, long words, int @Nullable [] dates) {
    this(spans, words, dates, null);
  }

  /** The same leaf's, with other spans. */
  Scanned with(List<Span> others) {
    return new Scanned(others, words, dates, index);
  }
}
