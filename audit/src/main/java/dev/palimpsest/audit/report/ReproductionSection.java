package dev.palimpsest.audit.report;

import dev.palimpsest.audit.gate.Verdict;
import java.util.stream.Collectors;

/** What it takes to check the report. */
final class ReproductionSection implements Section {

  @Override
  public String html(ReportData data) {
    Verdict verdict = data.verdict();
    Table table = new Table("What identifies this audit.", "Item", "Value");
    table.row("Run", Html.code(verdict.runId()));
    table.row("Decided at", Html.escape(verdict.decidedAt().toString()));
    table.row("Report written at", Html.escape(data.createdAt().toString()));
    table.row("Policy digest", Html.code(verdict.policySha256()));
    table.row("Metrics digest", Html.code(verdict.metricsSha256()));
    table.row("Verdict hash", Html.code(verdict.hash()));
    table.row("Previous verdict", Html.code(verdict.previousHash()));
    data.reproduction()
        .versions()
        .forEach((name, version) -> table.row(Html.escape(name), Html.code(version)));
    data.reproduction()
        .seeds()
        .forEach((name, seed) -> table.row(Html.escape("Seed: " + name), Html.code(seed + "")));
    String commands =
        data.reproduction().commands().stream().map(Html::escape).collect(Collectors.joining("\n"));
    return Html.section(
        "reproduction",
        "How to check this report",
        Html.paragraph(
                "The same files, seeds and commands give the same figures. The verdict hash covers"
                    + " every rule and names the verdict before it, so that a changed or removed"
                    + " verdict shows.")
            + table.html()
            + (commands.isEmpty() ? "" : "<h3>Commands</h3>\n<pre>" + commands + "</pre>\n"));
  }
}
