/**
 * A model behind an OpenAI-compatible server, asked for the log-probabilities of tokens that are
 * given. {@link dev.palimpsest.audit.endpoint.Endpoint} finds out what the server can tell, and
 * says so: what it cannot measure is left empty, never made up. Rows travel as token ids, so the
 * server's own tokenizer plays no part, and no message here quotes what a server answered, because
 * an answer may repeat the row.
 */
@NullMarked
package dev.palimpsest.audit.endpoint;

import org.jspecify.annotations.NullMarked;
