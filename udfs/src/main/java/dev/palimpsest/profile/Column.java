package dev.palimpsest.profile;

import java.io.Serializable;

/**
 * A place that many conversations have.
 *
 * @param source whose it is: {@code tool NAME arguments}, {@code tool NAME result}, {@code
 *     metadata}, or a role and what it wrote, such as {@code user content}
 * @param path below it, such as {@code {"contact"."phone"}}; {@code []} is any element of an array,
 *     {@code #} any digits in a key, {@code @} any key that may be personal data itself
 */
public record Column(String source, String path) implements Serializable {}
