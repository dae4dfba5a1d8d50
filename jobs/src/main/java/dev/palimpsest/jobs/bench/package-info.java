/**
 * How fast the jobs are: documents whose duplicates are known, the jobs that bring them through the
 * lake, and what each cost. Results are checked before a figure is given.
 */
@NullMarked
package dev.palimpsest.jobs.bench;

import org.jspecify.annotations.NullMarked;
