/**
 * Writes a corpus version as the files that trainers read: one chat row per line, train and
 * hold-out apart, and a manifest that ties the files to the snapshot they came from.
 */
@NullMarked
package dev.palimpsest.jobs.export;

import org.jspecify.annotations.NullMarked;
