/**
 * The way of one row through the lake, in words: the file and line it was read from, what was found
 * in it and masked, why it was kept or dropped, the corpora and checkpoints that it reached, and
 * what was measured about it.
 */
@NullMarked
package dev.palimpsest.jobs.explain;

import org.jspecify.annotations.NullMarked;
