/**
 * Finds personal data and secrets in text.
 *
 * <p>Every leaf is scanned in three steps that get dearer and rarer: <em>triage</em> looks at each
 * character once and sends most leaves home; one <em>keyword automaton</em> finds all labels,
 * context words and secret prefixes at the same time; <em>scanners</em> start at anchors (an
 * at-sign, a run of digits, a keyword) and confirm a candidate with a validator and with what
 * stands around it. What is looked for is declared in the {@linkplain dev.palimpsest.pii.RuleBook
 * rule book}, whose examples are tests. A value that a key or a cue gives away is then looked for
 * in the whole conversation. Findings say where and why, never what.
 */
@NullMarked
package dev.palimpsest.pii;

import org.jspecify.annotations.NullMarked;
