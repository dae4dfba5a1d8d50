package dev.palimpsest.audit.report;

import dev.palimpsest.audit.report.ReportData.Population;
import dev.palimpsest.audit.report.ReportData.Subject;

/** Which model, and which rows. */
final class AuditedSection implements Section {

  @Override
  public String html(ReportData data) {
    Table subjects =
        new Table(
            "What was audited. The digest (SHA-256) identifies the files to the last byte.",
            "Part",
            "Name",
            "Digest");
    for (Subject subject : data.subjects()) {
      subjects.row(
          Html.escape(subject.role()), Html.escape(subject.name()), Html.code(subject.sha256()));
    }
    Population population = data.population();
    Table rows = new Table("Rows behind the figures of this report.", "Group", "Rows");
    group(
        rows,
        "Members",
        population.members(),
        "Rows the model was trained on: is there a trace of them?");
    group(
        rows,
        "Controls",
        population.controls(),
        "Rows of the same kind, held out at random: what the model can guess without having seen"
            + " them.");
    group(
        rows,
        "Canaries planted",
        population.canariesPlanted(),
        "Invented secrets put into the training data on purpose.");
    group(
        rows,
        "Canaries held out",
        population.canariesHeldOut(),
        "Invented secrets that a coin kept out: the yardstick for the planted ones.");
    return Html.section("audited", "What was audited", subjects.html() + rows.html());
  }

  private static void group(Table table, String name, int rows, String why) {
    table.row(Html.escape(name) + "<small>" + Html.escape(why) + "</small>", Figures.count(rows));
  }
}
