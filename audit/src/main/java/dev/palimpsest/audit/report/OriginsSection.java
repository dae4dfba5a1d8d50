package dev.palimpsest.audit.report;

import dev.palimpsest.audit.report.CorpusOrigins.ClusterCount;
import dev.palimpsest.audit.report.CorpusOrigins.SourceCount;
import dev.palimpsest.audit.report.CorpusOrigins.StageCount;
import java.util.stream.Collectors;

/** Where the training rows come from, and what was left out on the way. */
final class OriginsSection implements Section {

  @Override
  public String html(ReportData data) {
    CorpusOrigins origins = data.corpus();
    String html = stages(origins) + sources(origins) + clusters(origins);
    return html.isEmpty() ? "" : Html.section("origins", "Where the training rows come from", html);
  }

  private static String stages(CorpusOrigins origins) {
    Table table =
        new Table(
            "What became of the rows that the training data was made from.",
            "Stage",
            "What happened",
            "Rows");
    for (StageCount stage : origins.stages()) {
      table.row(
          Html.escape(stage.stage()), Html.escape(stage.reason()), Figures.count(stage.rows()));
    }
    return table.isEmpty() ? "" : table.html();
  }

  private static String sources(CorpusOrigins origins) {
    Table table =
        new Table(
            "What was left out of each source, those that lost most first.",
            "Source",
            "Read",
            "Exact copies",
            "Beginnings of longer rows",
            "Refused by the scrub",
            "Copies after the scrub",
            "Near copies",
            "Kept");
    for (SourceCount source : origins.sources()) {
      table.row(
          Html.escape(source.source()),
          Figures.count(source.read()),
          Figures.count(source.copies()),
          Figures.count(source.beginnings()),
          Figures.count(source.unscrubbed()),
          Figures.count(source.copiesAfter()),
          Figures.count(source.near()),
          Figures.count(source.kept()));
    }
    return table.isEmpty() ? "" : table.html();
  }

  private static String clusters(CorpusOrigins origins) {
    Table table =
        new Table(
            "How often the training rows were repeated before the copies were dropped. What is"
                + " repeated is what models remember; explain --row shows a row by its id.",
            "Copies of one row",
            "Training rows",
            "Rows they stand for",
            "Most repeated");
    for (ClusterCount size : origins.clusters()) {
      table.row(
          range(size),
          Figures.count(size.clusters()),
          Figures.count(size.rows()),
          size.examples().stream()
              .map(id -> Html.code(id.substring(0, Math.min(12, id.length()))))
              .collect(Collectors.joining(" ")));
    }
    return table.isEmpty() ? "" : table.html();
  }

  private static String range(ClusterCount size) {
    if (size.least() == size.most()) {
      return Figures.count(size.least());
    }
    return size.most() < 0
        ? Figures.count(size.least()) + " and more"
        : Figures.count(size.least()) + " to " + Figures.count(size.most());
  }
}
