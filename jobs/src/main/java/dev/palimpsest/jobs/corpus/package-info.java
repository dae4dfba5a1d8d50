/**
 * A corpus is a named, numbered snapshot of what is kept: which rows are trained on, which are held
 * out by a coin so that an audit has honest controls, and which secrets are planted. It holds no
 * text of conversations; {@link dev.palimpsest.jobs.corpus.CorpusJob} writes a new version only
 * when something changed.
 */
@NullMarked
package dev.palimpsest.jobs.corpus;

import org.jspecify.annotations.NullMarked;
