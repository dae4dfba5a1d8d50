package dev.palimpsest.mask;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done about a finding. */
public enum Action {
  /** Its characters are replaced and it is recorded. */
  @JsonProperty("mask")
  MASK,
  /** It is recorded. */
  @JsonProperty("report")
  REPORT,
  /** Nothing. */
  @JsonProperty("ignore")
  IGNORE
}
