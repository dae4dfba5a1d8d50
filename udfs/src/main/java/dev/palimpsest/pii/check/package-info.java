/**
 * Says whether a value can be one of its kind. Most identifiers are checked by a few old recipes
 * (weighted sums, Luhn, ISO 7064, remainders, dates inside the number), so those are a small
 * vocabulary of {@linkplain dev.palimpsest.pii.check.ValueCheck checks} that the rule book
 * composes; a recipe that nobody else uses is a {@link dev.palimpsest.pii.check.SpecialCheck}. A
 * check sees the value without separators, in upper case and in ASCII digits, and answers with a
 * reason, since a failed check digit is weaker evidence and not the end.
 */
@NullMarked
package dev.palimpsest.pii.check;

import org.jspecify.annotations.NullMarked;
