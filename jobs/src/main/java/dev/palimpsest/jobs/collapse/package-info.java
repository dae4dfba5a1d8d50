/**
 * Drops traces that say nothing of their own: exact copies, and histories that another trace goes
 * on with. Both are found by joining keyed turn digests; no text is read. This comes before the
 * scrub, since a masked prefix need not equal the start of its masked continuation, and since most
 * bytes of a log of calls are repeated history.
 */
@NullMarked
package dev.palimpsest.jobs.collapse;

import org.jspecify.annotations.NullMarked;
