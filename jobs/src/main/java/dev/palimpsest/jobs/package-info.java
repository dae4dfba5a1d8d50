/**
 * Spark jobs over a lake of Delta tables. A job reads tables by version, writes its own tables and
 * returns counts; what it computes is a plain class of the other modules.
 */
@NullMarked
package dev.palimpsest.jobs;

import org.jspecify.annotations.NullMarked;
