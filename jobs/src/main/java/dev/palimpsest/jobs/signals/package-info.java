/**
 * Asks models about texts. {@link dev.palimpsest.jobs.signals.CorpusDocuments} writes down the
 * texts of an audit exactly as the models will see them; {@link
 * dev.palimpsest.jobs.signals.SignalsJob} runs the model on executors over the texts that it has
 * not been asked about before.
 */
@NullMarked
package dev.palimpsest.jobs.signals;

import org.jspecify.annotations.NullMarked;
