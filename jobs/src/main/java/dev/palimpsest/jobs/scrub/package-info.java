/**
 * Masks what {@code collapse} kept. {@link dev.palimpsest.jobs.scrub.ScrubJob} writes the masked
 * conversations beside their findings, which say what was found where and never what it was; a row
 * on which a detector fails goes to quarantine, so that nothing passes unscrubbed. {@link
 * dev.palimpsest.jobs.scrub.ProfileJob} goes first where the configuration asks for it: it counts
 * what the columns of the whole lake hold, and its decisions are an input of the scrub, which does
 * the rows of a column again when the decision about it changes.
 */
@NullMarked
package dev.palimpsest.jobs.scrub;

import org.jspecify.annotations.NullMarked;
