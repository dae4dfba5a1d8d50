/**
 * Files of records. A listing gives the files below the paths in a fixed order; a scan of a file
 * gives its digest and the places where it can be split; reading a split gives its records, each
 * with its line and digest, and faults for what is no record.
 */
@NullMarked
package dev.palimpsest.jobs.ingest.file;

import org.jspecify.annotations.NullMarked;
