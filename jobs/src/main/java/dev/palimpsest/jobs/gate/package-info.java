/**
 * Turns an audit's metrics into a verdict by a policy, and keeps verdicts as a chain: each row of
 * {@code verdicts} names the digest of the one before, so that none can be changed or taken out
 * unseen.
 */
@NullMarked
package dev.palimpsest.jobs.gate;

import org.jspecify.annotations.NullMarked;
