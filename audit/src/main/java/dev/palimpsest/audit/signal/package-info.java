/**
 * What a model thought of every token of a row. One teacher-forced pass gives the {@link
 * dev.palimpsest.audit.signal.TokenSignals} from which all probes are computed without the model.
 */
@NullMarked
package dev.palimpsest.audit.signal;

import org.jspecify.annotations.NullMarked;
