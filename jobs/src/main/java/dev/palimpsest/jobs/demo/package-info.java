/**
 * The whole chain on generated traces: log → lake → corpus → a small model trained on it → what the
 * model remembers → verdict and report. Nothing is scripted; the numbers are what was measured.
 */
@NullMarked
package dev.palimpsest.jobs.demo;

import org.jspecify.annotations.NullMarked;
