package dev.palimpsest.audit.canary;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Canaries as JSON lines, <code>{"id","family","tier","in","text","span":[start,end]}</code> with
 * the span of the secret in code points, and references as one JSON object of family to secrets.
 */
public final class CanaryFiles {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CanaryFiles() {}

  private record Line(
      @JsonProperty("id") String id,
      @JsonProperty("family") String family,
      @JsonProperty("tier") int tier,
      @JsonProperty("in") boolean included,
      @JsonProperty("text") String text,
      @JsonProperty("span") List<Integer> span) {

    static Line of(Canary canary) {
      CanaryArm arm = canary.arm();
      return new Line(
          arm.id(),
          arm.family(),
          arm.tier(),
          arm.included(),
          canary.text(),
          List.of(canary.secretStart(), canary.secretEnd()));
    }

    Canary canary() {
      if (span.size() != 2) {
        throw new IllegalArgumentException(
            "canary span must be [start, end] in " + id + ". Provided length: " + span.size());
      }
      return new Canary(new CanaryArm(id, family, tier, included), text, span.get(0), span.get(1));
    }
  }

  /**
   * Reads canaries.
   *
   * @throws IllegalArgumentException if a line is no canary; the message names file and line, never
   *     their content
   */
  public static List<Canary> read(Path file) throws IOException {
    List<Canary> canaries = new ArrayList<>();
    // Split by \n alone: sentences may hold other characters that readers take for line ends.
    String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        canaries.add(JSON.readValue(lines[i], Line.class).canary());
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s, line %d must be a canary with id, family, tier, in, text and span, and no"
                    + " other key",
                file,
                i + 1));
      }
    }
    return canaries;
  }

  /** Writes canaries; the same canaries give the same bytes. */
  public static void write(Path file, List<Canary> canaries) throws IOException {
    Files.writeString(file, lines(canaries), StandardCharsets.UTF_8);
  }

  /** Reads references. */
  public static ReferenceSecrets readReferences(Path file) throws IOException {
    try {
      return new ReferenceSecrets(
          JSON.readValue(
              Files.readString(file, StandardCharsets.UTF_8),
              new TypeReference<Map<String, List<String>>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " must be a JSON object of canary family to a list of reference secrets");
    }
  }

  /** Writes references; the same references give the same bytes. */
  public static void writeReferences(Path file, ReferenceSecrets references) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(references.byFamily()), StandardCharsets.UTF_8);
  }

  /**
   * SHA-256, in hexadecimal, of the canary lines followed by the references as they are written.
   */
  public static String sha256(CanaryPlan plan) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(lines(plan.canaries()).getBytes(StandardCharsets.UTF_8));
      digest.update(JSON.writeValueAsBytes(plan.references().byFamily()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("cannot digest a canary plan", e);
    }
  }

  private static String lines(List<Canary> canaries) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Canary canary : canaries) {
        lines.append(JSON.writeValueAsString(Line.of(canary))).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a canary", e);
    }
    return lines.toString();
  }
}
