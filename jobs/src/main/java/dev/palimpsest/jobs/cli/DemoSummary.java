package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.gate.Outcome;
import dev.palimpsest.audit.gate.RuleResult;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.demo.DemoResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the demonstration ends with: rows, figures, verdict, where the report lies. */
final class DemoSummary {

  private static final Set<String> ROWS = Set.of("loss", "zlib", "min_k", "min_k_pp", "blind");

  private DemoSummary() {}

  static List<String> of(DemoResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("What became of the rows");
    List<List<String>> stages = new ArrayList<>();
    stages.add(List.of("stage", "what", "rows"));
    result
        .stages()
        .forEach(
            stage ->
                stages.add(List.of(stage.stage(), stage.reason(), Long.toString(stage.rows()))));
    lines.addAll(TableText.aligned(stages));
    lines.add("");
    lines.add("What the model remembers");
    List<Metric> shown =
        result.metrics().stream()
            .filter(metric -> metric.point() != null && isShown(metric))
            .toList();
    lines.addAll(MetricTable.of(shown));
    lines.add("");
    lines.add("Verdict: " + result.verdict().outcome());
    for (RuleResult rule : result.verdict().rules()) {
      if (rule.outcome() != Outcome.PASS) {
        lines.add("  %-13s %s: %s".formatted(rule.outcome(), rule.rule(), rule.reason()));
      }
    }
    lines.add("");
    lines.add("Report:  " + result.report());
    lines.add(String.format(Locale.ROOT, "Took %.0f s.", result.seconds()));
    return lines;
  }

  private static boolean isShown(Metric metric) {
    boolean separation = metric.metric().equals("auc") || metric.metric().equals("tpr_at_fpr_0.01");
    if (metric.slice().equals("all")) {
      return separation && ROWS.contains(metric.probe());
    }
    return metric.slice().startsWith("canary.tier=")
        && (metric.metric().equals("exposure_bits_median")
            || metric.metric().equals("greedy_rate")
            || metric.metric().equals("auc") && metric.probe().equals("secret_log_p"));
  }
}
