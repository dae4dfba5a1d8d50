/**
 * What adapters do to each other when they are joined. Each may be sound alone and the composition
 * still worse than either, and nothing fails: only the loss on held-out texts shows it. {@link
 * dev.palimpsest.audit.interference.Interference} measures the base, every adapter alone and the
 * composition on the same texts, slice by slice.
 */
@NullMarked
package dev.palimpsest.audit.interference;

import org.jspecify.annotations.NullMarked;
