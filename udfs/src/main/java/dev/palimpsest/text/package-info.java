/**
 * A conversation and the strings in it. Every place that can hold text, down to JSON inside a JSON
 * string, is a <em>leaf</em> with a path; whatever looks at or changes text does so leaf by leaf.
 */
@NullMarked
package dev.palimpsest.text;

import org.jspecify.annotations.NullMarked;
