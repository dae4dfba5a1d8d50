/**
 * The functions of this library for Spark SQL. {@link dev.palimpsest.spark.PalimpsestFunctions}
 * lists them all; {@link dev.palimpsest.spark.PalimpsestExtensions} brings them into a session by
 * configuration. Nothing else in this library knows Spark.
 */
@NullMarked
package dev.palimpsest.spark;

import org.jspecify.annotations.NullMarked;
