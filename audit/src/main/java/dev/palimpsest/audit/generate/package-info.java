/**
 * Text from a checkpoint: {@link dev.palimpsest.audit.generate.Generate} continues every prompt of
 * a file, by the likeliest token or by sampling with a seed, with the keys and values of what was
 * read already kept.
 */
@NullMarked
package dev.palimpsest.audit.generate;

import org.jspecify.annotations.NullMarked;
