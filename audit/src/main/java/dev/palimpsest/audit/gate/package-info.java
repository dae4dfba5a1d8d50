/**
 * From metrics to a decision that can be checked later. A {@linkplain
 * dev.palimpsest.audit.gate.GatePolicy policy} is a file of rules, each a limit on the confidence
 * bound of one metric; its thresholds are choices of whoever releases the model, since no regulator
 * publishes a number. {@link dev.palimpsest.audit.gate.Gate} holds the metrics of an audit against
 * it: PASS needs every bound within its limit, FAIL is a bound wholly beyond one, and what the data
 * cannot settle is INCONCLUSIVE, which blocks a release as FAIL does. The {@linkplain
 * dev.palimpsest.audit.gate.Verdict verdict} names policy and checkpoint by digest and the verdict
 * before it by hash, so that neither can be changed unseen.
 */
@NullMarked
package dev.palimpsest.audit.gate;

import org.jspecify.annotations.NullMarked;
