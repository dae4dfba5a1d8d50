/**
 * What a place in the conversations of a lake holds: a <em>column</em> is a JSON path of a tool's
 * arguments, of its results or of the metadata, with array indexes left out. One number may be a
 * telephone number or an order number and nothing in it tells which; a thousand of them do. Columns
 * are {@linkplain dev.palimpsest.profile.ColumnStatistics counted} over the whole lake, and a
 * {@linkplain dev.palimpsest.profile.DecisionRule rule} decides per column and type: lifted where
 * nearly all values have the shape and random digits would not, lowered where the values have it no
 * oftener than random digits. A {@linkplain dev.palimpsest.profile.PathProfile profile} is the
 * decisions; the scrub asks it for each leaf. Nothing in this package keeps a value.
 */
@NullMarked
package dev.palimpsest.profile;

import org.jspecify.annotations.NullMarked;
