package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gate decided, once and for all.
 *
 * @param schema format of this record
 * @param outcome on the day of the decision, waivers counted
 * @param runId of the audit
 * @param decidedAt when
 * @param policy name of the policy
 * @param policySha256 its version
 * @param releaseContext who was to query the model, from the policy
 * @param subjects what was audited; the first is what is released
 * @param metricsSha256 of the canonical JSON of the metrics that it rests on
 * @param rules in the policy's order
 * @param previousHash of the verdict before it, {@link #GENESIS} for the first
 * @param hash SHA-256 of the canonical JSON of all the above
 */
public record Verdict(
    @JsonProperty(value = "schema", required = true) String schema,
    @JsonProperty(value = "outcome", required = true) Outcome outcome,
    @JsonProperty(value = "run_id", required = true) String runId,
    @JsonProperty(value = "decided_at", required = true) Instant decidedAt,
    @JsonProperty(value = "policy", required = true) String policy,
    @JsonProperty(value = "policy_sha256", required = true) String policySha256,
    @JsonProperty(value = "release_context", required = true) String releaseContext,
    @JsonProperty(value = "subjects", required = true) List<Artifact> subjects,
    @JsonProperty(value = "metrics_sha256", required = true) String metricsSha256,
    @JsonProperty(value = "rules", required = true) List<RuleResult> rules,
    @JsonProperty(value = "previous_hash", required = true) String previousHash,
    @JsonProperty(value = "hash", required = true) String hash) {

  /** The schema written here. */
  public static final String SCHEMA = "palimpsest/verdict/v1";

  /** Stands for the verdict before the first. */
  public static final String GENESIS = "0".repeat(64);

  public Verdict {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "verdict schema must be " + SCHEMA + ". Provided value: " + schema);
    }
    Required.set("outcome", outcome);
    Required.set("decided_at", decidedAt);
    Required.set("subjects", subjects);
    Required.set("rules", rules);
    subjects = List.copyOf(subjects);
    rules = List.copyOf(rules);
    if (subjects.isEmpty() || rules.isEmpty()) {
      throw new IllegalArgumentException("a verdict must have at least one subject and one rule");
    }
  }

  /** The same verdict with the hash of its content. */
  Verdict sealed() {
    return new Verdict(
        schema,
        outcome,
        runId,
        decidedAt,
        policy,
        policySha256,
        releaseContext,
        subjects,
        metricsSha256,
        rules,
        previousHash,
        contentHash());
  }

  /** SHA-256 of the canonical JSON of everything but {@code hash}. */
  String contentHash() {
    Map<String, Object> content =
        new TreeMap<>(
            GateJson.JSON.convertValue(this, new TypeReference<Map<String, Object>>() {}));
    content.remove("hash");
    return GateJson.sha256OfCanonical(content);
  }

  /** Whether the content is what was hashed. */
  public boolean intact() {
    return hash.equals(contentHash());
  }

  /** The day of the decision, UTC. */
  public LocalDate day() {
    return decidedAt.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The outcome on a day: waivers that have run out by then count no more. */
  public Outcome outcomeOn(LocalDate day) {
    return combine(rules, day);
  }

  /** A failure outweighs what is undecided, and that outweighs what is met. */
  static Outcome combine(List<RuleResult> rules, LocalDate day) {
    Outcome combined = Outcome.PASS;
    for (RuleResult rule : rules) {
      switch (rule.outcomeOn(day)) {
        case FAIL -> {
          return Outcome.FAIL;
        }
        case INCONCLUSIVE -> combined = Outcome.INCONCLUSIVE;
        case PASS -> {}
      }
    }
    return combined;
  }
}
