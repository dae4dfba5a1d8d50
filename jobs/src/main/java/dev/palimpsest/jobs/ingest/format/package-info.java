/**
 * Trace formats brought to one canonical row. A {@link
 * dev.palimpsest.jobs.ingest.format.TraceFormat} turns a JSON record into {@link
 * dev.palimpsest.jobs.ingest.format.CanonicalRow}s or refuses it with a {@link
 * dev.palimpsest.jobs.ingest.format.RecordFault}; what formats have in common (parts, tool calls,
 * feedback, times, markers for what is not text) is here once.
 */
@NullMarked
package dev.palimpsest.jobs.ingest.format;

import org.jspecify.annotations.NullMarked;
