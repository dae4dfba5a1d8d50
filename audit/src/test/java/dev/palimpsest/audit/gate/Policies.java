package dev.palimpsest.audit.gate;

import dev.palimpsest.audit.stats.Metric;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small policies and metrics for tests. */
final class Policies {

  static final Gate.Case CASE =
      new Gate.Case(
          "run-1",
          List.of(new Artifact("adapter", "a".repeat(64)), new Artifact("base", "b".repeat(64))),
          Instant.parse("2026-03-01T10:00:00Z"),
          Verdict.GENESIS);

  private Policies() {}

  static String yaml(String... rules) {
    return "name: test\nrelease_context: tests\nbasis: tests\nrules:\n"
        + String.join("", rules)
        + "waivers: []\n";
  }

  static String rule(String name, String probes, String limit) {
    return rule(name, "risk", probes, limit, "[]");
  }

  static String rule(String name, String kind, String probes, String limit, String requires) {
    return String.format(
        "  - {name: %s, kind: %s, why: because, probes: [%s], slice: all, metric: auc, %s,"
            + " minimum_members: 10, minimum_controls: 10, requires: %s}\n",
        name, kind, probes, limit, requires);
  }

  static Verdict decide(String yaml, Metric... metrics) {
    return Gate.decide(PolicyFile.parse("test.yaml", yaml), List.of(metrics), CASE);
  }

  static Metric auc(
      String probe, @Nullable Double point, @Nullable Double low, @Nullable Double high) {
    return new Metric(probe, "all", "auc", point, low, high, 100, 100, "rule");
  }
}
