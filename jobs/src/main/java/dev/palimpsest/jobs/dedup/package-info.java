/**
 * Drops scrubbed rows that say the same as another: exact copies once more, since two rows that
 * differ in masked values alone are equal now, and near-duplicates. Rows meet in the buckets of
 * their MinHash bands, each pair that meets is compared exactly, and of the verified pairs the best
 * rows stay, without following chains. No bucket is skipped and none costs its square; rows that
 * stay are looked at again until no bucket was cut short. Every trace has one decision in the end.
 */
@NullMarked
package dev.palimpsest.jobs.dedup;

import org.jspecify.annotations.NullMarked;
