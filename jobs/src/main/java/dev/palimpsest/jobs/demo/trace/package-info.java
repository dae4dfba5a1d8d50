/**
 * Invented traces for demonstrations and tests: the log of a gateway in front of a tool-using
 * support agent of a shop that does not exist. Wording comes from grammars (resources beside this
 * package), people and numbers from a seed; {@link dev.palimpsest.jobs.demo.trace.TraceGenerator}
 * writes the log and says what is in it. Phone numbers are of the reserved 555-01xx range, mail
 * addresses at example.com, cards of ranges that issuers publish for tests.
 */
@NullMarked
package dev.palimpsest.jobs.demo.trace;

import org.jspecify.annotations.NullMarked;
