/**
 * Finds personal data and secrets in text.
 *
 * <p>Every leaf is scanned in steps that get dearer and rarer: one pass over its characters notes
 * the <em>signs</em> of what may be there (an at-sign, a run of digits, a capital that starts a
 * word); one <em>keyword automaton</em> finds all labels, context words and secret prefixes at the
 * same time; <em>scanners</em> whose signs are there start at them and confirm a candidate with a
 * validator and with what stands around it. What is looked for is declared in the {@linkplain
 * dev.palimpsest.pii.RuleBook rule book}, whose examples are tests. A value that a key or a cue
 * gives away is then looked for in the whole conversation. An {@linkplain
 * dev.palimpsest.pii.EntityModel entity model}, where there is one, is asked last, about prose in
 * which capitalised words are left open. Findings say where and why, never what.
 */
@NullMarked
package dev.palimpsest.pii;

import org.jspecify.annotations.NullMarked;
