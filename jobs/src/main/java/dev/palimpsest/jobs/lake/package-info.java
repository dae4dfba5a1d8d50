/**
 * The tables. A lake is a folder of Delta tables; each table is a class with its column names, its
 * {@code SCHEMA} and a {@link dev.palimpsest.jobs.lake.LakeTable} that creates, reads and writes
 * it. Every commit says which run made it ({@link dev.palimpsest.jobs.lake.JobRun}), every write
 * can be repeated without effect, and no statistics are kept of columns that may hold text, since
 * Delta's log would keep them after the text is erased.
 */
@NullMarked
package dev.palimpsest.jobs.lake;

import org.jspecify.annotations.NullMarked;
