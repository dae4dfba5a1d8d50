package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that a verdict is about.
 *
 * @param name such as {@code checkpoint}, {@code adapter}, {@code base}
 * @param sha256 in hexadecimal
 */
public record Artifact(
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "sha256", required = true) String sha256) {

  public Artifact {
    Required.set("artifact.name", name);
    Required.set("artifact.sha256", sha256);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "artifact sha256 must be 64 hexadecimal digits in lower case. Provided value: "
              + sha256
              + " of "
              + name);
    }
  }
}
