/**
 * From signals to scores and metrics. Rows are scored where they lie; what needs all of them,
 * areas, rates and their bounds, is computed from the scores alone.
 */
@NullMarked
package dev.palimpsest.jobs.probe;

import org.jspecify.annotations.NullMarked;
