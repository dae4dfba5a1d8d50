package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint has to show before it is released.
 *
 * @param name such as {@code customer-api}
 * @param releaseContext who will be able to query the model, how, and under which controls
 * @param basis where the limits come from: they are choices
 * @param rules names distinct
 * @param waivers exceptions that somebody answers for
 */
public record GatePolicy(
    @JsonProperty(value = "name", required = true) String name,
    @JsonProperty(value = "release_context", required = true) String releaseContext,
    @JsonProperty(value = "basis", required = true) String basis,
    @JsonProperty(value = "rules", required = true) List<Rule> rules,
    @JsonProperty(value = "waivers", required = true) List<Waiver> waivers) {

  /**
   * An exception from one rule.
   *
   * @param rule its name
   * @param approvedBy who answers for it
   * @param reason why the risk is accepted
   * @param expires last day on which it holds
   */
  public record Waiver(
      @JsonProperty(value = "rule", required = true) String rule,
      @JsonProperty(value = "approved_by", required = true) String approvedBy,
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty(value = "expires", required = true) LocalDate expires) {

    public Waiver {
      Required.set("waiver.rule", rule);
      Required.set("waiver.approved_by", approvedBy);
      Required.set("waiver.reason", reason);
      Required.set("waiver.expires", expires);
      if (approvedBy.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException(
            "a waiver must say who approved it and why. Provided waiver of rule: " + rule);
      }
    }
  }

  public GatePolicy {
    Required.set("name", name);
    Required.set("release_context", releaseContext);
    Required.set("basis", basis);
    Required.set("rules", rules);
    Required.set("waivers", waivers);
    rules = List.copyOf(rules);
    waivers = List.copyOf(waivers);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "a gate policy must have at least one rule. Provided policy: " + name);
    }
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException(
            "rule names must be distinct. Provided twice: " + rule.name());
      }
    }
    Set<String> validity =
        rules.stream()
            .filter(rule -> rule.kind() == Rule.Kind.VALIDITY)
            .map(Rule::name)
            .collect(Collectors.toSet());
    for (Rule rule : rules) {
      for (String required : rule.requires()) {
        if (!validity.contains(required)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "rule.requires must name validity rules of the policy. Provided rule: %s, value:"
                      + " %s",
                  rule.name(),
                  required));
        }
      }
    }
    Set<String> waived = new HashSet<>();
    for (Waiver waiver : waivers) {
      if (!names.contains(waiver.rule()) || !waived.add(waiver.rule())) {
        throw new IllegalArgumentException(
            "every waiver must name another rule of the policy. Provided value: " + waiver.rule());
      }
    }
  }

  /** The waiver of a rule that still holds on a day; null if there is none. */
  @Nullable Waiver waiver(String rule, LocalDate day) {
    return waivers.stream()
        .filter(waiver -> waiver.rule().equals(rule) && !waiver.expires().isBefore(day))
        .findFirst()
        .orElse(null);
  }
}
