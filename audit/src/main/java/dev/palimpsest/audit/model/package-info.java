/**
 * Language models and the engines that run them. An architecture is written once, against {@link
 * dev.palimpsest.audit.model.TensorOps}, and reads like its paper; an engine implements the
 * operations. Parameters come by their checkpoint names from {@link
 * dev.palimpsest.audit.model.Weights}, so the same forward pass serves a frozen checkpoint, a
 * checkpoint with adapters, and a model in training. Whoever opens a model closes it: native memory
 * has one owner.
 */
@NullMarked
package dev.palimpsest.audit.model;

import org.jspecify.annotations.NullMarked;
