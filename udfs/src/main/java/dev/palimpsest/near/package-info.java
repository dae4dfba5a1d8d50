/**
 * Which conversations say the same: exact copies, histories that another conversation goes on with,
 * and near-duplicates.
 *
 * <p>All three look at the <em>turns</em> of a conversation, its messages other than system
 * messages. Two turns are equal when their role, their text after folding (NFKC, full case folding,
 * white space collapsed) and their tool calls (name and arguments as JSON values) are. {@link
 * dev.palimpsest.near.TurnDigests} chains a digest over the turns, so that copies and prefixes are
 * found by joining digests. {@link dev.palimpsest.near.Fingerprinter} reduces a conversation to its
 * set of word shingles, its MinHash signature and its band keys; rows that share a band key are
 * candidates, {@link dev.palimpsest.near.BucketPairs} says which of them are compared, {@link
 * dev.palimpsest.near.NearRule} judges each pair exactly, and {@link
 * dev.palimpsest.near.IndependentSet} decides who stays, without following chains.
 */
@NullMarked
package dev.palimpsest.near;

import org.jspecify.annotations.NullMarked;
