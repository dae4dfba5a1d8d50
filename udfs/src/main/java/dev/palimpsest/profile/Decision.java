package dev.palimpsest.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a column says about the findings of a type in it. */
public enum Decision {
  /** The column is of the type: its shape is tier B there. */
  @JsonProperty("lift")
  LIFT("lift"),
  /** The column has the shape by chance: tier B for which nothing else speaks is tier C there. */
  @JsonProperty("lower")
  LOWER("lower"),
  /** Nothing. */
  @JsonProperty("none")
  NONE("none");

  private final String text;

  Decision(String text) {
    this.text = text;
  }

  /** As tables write it. */
  public String text() {
    return text;
  }

  /**
   * The decision that a table writes so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Decision of(String text) {
    for (Decision decision : values()) {
      if (decision.text.equals(text)) {
        return decision;
      }
    }
    throw new IllegalArgumentException("a decision is lift, lower or none. Provided: " + text);
  }
}
