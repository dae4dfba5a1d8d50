package dev.palimpsest.text;

import java.util.Locale;

/** Who speaks in a {@link Message}. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL;

  /**
   * The name used in files and tables: {@code system}, {@code user}, {@code assistant}, {@code
   * tool}.
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role whose {@link #text} is {@code text}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("role must be system, user, assistant or tool");
  }
}
