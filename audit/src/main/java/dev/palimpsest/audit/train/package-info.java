/**
 * Small training runs: a byte-pair tokenizer and a model from scratch, a checkpoint fine-tuned
 * further, or a low-rank adapter beside it, from a file of texts or conversations. They make the
 * checkpoints of demonstrations, and the reference and shadow models of probes. {@link
 * dev.palimpsest.audit.train.Train} is the way in; {@link dev.palimpsest.audit.train.ChatLayout}
 * says what a conversation looks like to a model, in training and in an audit alike. The forward
 * pass is the one of {@link dev.palimpsest.audit.model}, differentiated by libtorch.
 */
@NullMarked
package dev.palimpsest.audit.train;

import org.jspecify.annotations.NullMarked;
