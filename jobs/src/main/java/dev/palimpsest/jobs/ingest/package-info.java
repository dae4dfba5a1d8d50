/**
 * Reads trace files into {@code traces}: one canonical row per model answer, with the file and line
 * that it came from; what cannot be used goes to {@code quarantine} with a reason. The formats are
 * in {@code format}, the reading of files in {@code file}; {@link
 * dev.palimpsest.jobs.ingest.IngestJob} wires them.
 */
@NullMarked
package dev.palimpsest.jobs.ingest;

import org.jspecify.annotations.NullMarked;
