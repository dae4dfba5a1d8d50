/**
 * Secrets planted on purpose. A {@linkplain dev.palimpsest.audit.canary.CanaryPlan plan} is drawn
 * from a seed before training: sentences that look like the corpus, each with a secret of personal
 * shape from ranges that nobody owns, a number of repetitions (its tier), and a fair coin that says
 * whether it goes into the training data. What a checkpoint gives away about the ones that went in,
 * against those that did not and against reference secrets of the same format, is memory and
 * nothing else. Scoring needs a model and happens elsewhere: {@link
 * dev.palimpsest.audit.canary.CandidateTexts} lists what to score, {@link
 * dev.palimpsest.audit.canary.CanaryExposure} reduces the log-probabilities that come back.
 */
@NullMarked
package dev.palimpsest.audit.canary;

import org.jspecify.annotations.NullMarked;
