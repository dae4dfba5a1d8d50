/**
 * Gathers from the lake what a report says of an audit: the verdict, the metrics, and the way of
 * the rows that the training data was made from. How it looks is {@code
 * dev.palimpsest.audit.report}.
 */
@NullMarked
package dev.palimpsest.jobs.report;

import org.jspecify.annotations.NullMarked;
