/**
 * What the lake knows, in words, from five sides: a row (file and line, findings, decision,
 * corpora, checkpoints, measurements), a trace, a person, a checkpoint and a verdict. Nothing here
 * shows the text of a trace.
 */
@NullMarked
package dev.palimpsest.jobs.explain;

import org.jspecify.annotations.NullMarked;
