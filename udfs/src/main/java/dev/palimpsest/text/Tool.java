package dev.palimpsest.text;

import org.jspecify.annotations.Nullable;

/**
 * A tool that was offered to the model.
 *
 * @param name the tool
 * @param description what it is for, in words
 * @param parameters JSON schema of its arguments, as compact JSON
 */
public record Tool(String name, @Nullable String description, @Nullable String parameters) {}
