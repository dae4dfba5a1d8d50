/**
 * Masks what {@code collapse} kept. {@link dev.palimpsest.jobs.scrub.ScrubJob} writes the masked
 * conversations beside their findings, which say what was found where and never what it was; a row
 * on which a detector fails goes to quarantine, so that nothing passes unscrubbed.
 */
@NullMarked
package dev.palimpsest.jobs.scrub;

import org.jspecify.annotations.NullMarked;
