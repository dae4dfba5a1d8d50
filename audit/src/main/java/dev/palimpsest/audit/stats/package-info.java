/**
 * What a set of scores does and does not show. Members are the positives and higher scores mean
 * "more like a member" everywhere; every rate and area comes with an interval, the rule it was
 * computed by and the numbers it rests on, because rules that share a name differ severalfold on
 * small samples. Nothing here knows what a score means: see {@code audit.probe} for that.
 */
@NullMarked
package dev.palimpsest.audit.stats;

import org.jspecify.annotations.NullMarked;
