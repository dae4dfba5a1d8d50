/**
 * Tests of the program as it is started by its users: through the launcher, in processes of their
 * own that can be killed and on a cluster. They run when the program is packaged.
 */
@NullMarked
package dev.palimpsest.jobs.program;

import org.jspecify.annotations.NullMarked;
