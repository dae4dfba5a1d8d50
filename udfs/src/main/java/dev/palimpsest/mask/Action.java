package dev.palimpsest.mask;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done about a finding. */
public enum Action {
  /** Its characters are replaced and it is recorded. */
  @JsonProperty("mask")
  MASK("mask"),
  /** As {@link #MASK}, and its record asks for a person to look at it. */
  @JsonProperty("mask-and-review")
  MASK_AND_REVIEW("mask-and-review"),
  /** It is recorded. */
  @JsonProperty("report")
  REPORT("report"),
  /** Nothing. */
  @JsonProperty("ignore")
  IGNORE("ignore");

  private final String text;

  Action(String text) {
    this.text = text;
  }

  /** As policies and findings write it. */
  public String text() {
    return text;
  }

  /** Whether the operator is applied. */
  public boolean masks() {
    return this == MASK || this == MASK_AND_REVIEW;
  }
}
