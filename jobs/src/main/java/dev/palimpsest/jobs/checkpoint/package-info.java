/**
 * Registers checkpoints: what a model is made of, by digest, and which corpus version it was
 * trained on. Without that link nobody can say later which models saw a row.
 */
@NullMarked
package dev.palimpsest.jobs.checkpoint;

import org.jspecify.annotations.NullMarked;
