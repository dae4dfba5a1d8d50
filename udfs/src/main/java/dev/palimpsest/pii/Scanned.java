package dev.palimpsest.pii;

import java.util.List;

/**
 * What is known of a leaf once it has been scanned.
 *
 * @param spans what was found in it
 * @param words its {@link WordFilter}
 */
record Scanned(List<Span> spans, long words) {}
