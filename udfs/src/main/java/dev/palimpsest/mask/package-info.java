/**
 * Replaces what {@link dev.palimpsest.pii} finds, as a policy says. The policy decides by type and
 * tier whether a finding is masked, only reported or ignored, and by type how it is masked. A
 * conversation keeps its shape: JSON stays valid, keys keep their order, and what is not masked is
 * not touched.
 */
@NullMarked
package dev.palimpsest.mask;

import org.jspecify.annotations.NullMarked;
