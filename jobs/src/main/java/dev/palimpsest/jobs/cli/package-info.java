/**
 * The command line. {@link dev.palimpsest.jobs.cli.Palimpsest} lists the commands and is the table
 * of contents of the product; each command maps its arguments to a configuration record and runs a
 * job.
 */
@NullMarked
package dev.palimpsest.jobs.cli;

import org.jspecify.annotations.NullMarked;
