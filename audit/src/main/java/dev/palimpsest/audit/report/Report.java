package dev.palimpsest.audit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palimpsest.audit.gate.GateJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes {@link ReportData} for people and for programs. */
public final class Report {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Report() {}

  /** One HTML file: no script, no font or picture from elsewhere, light and dark, for print too. */
  public static String html(ReportData data) {
    StringBuilder sections = new StringBuilder();
    for (Section section : Section.ALL) {
      sections.append(section.html(data));
    }
    return String.format(
        Locale.ROOT,
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>Memorization audit: %1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <header>
        <p class="eyebrow">Palimpsest · memorization audit</p>
        <h1>%1$s</h1>
        <p>What this model remembers of its training data. %3$s.</p>
        </header>
        <main>
        %4$s</main>
        <footer><p>This file holds no personal values: types, counts and rates only.</p></footer>
        </body>
        </html>
        """,
        Html.escape(data.title()),
        styles(),
        DATE.format(data.createdAt()),
        sections);
  }

  /** The same content as indented JSON. */
  public static String json(ReportData data) {
    try {
      return GateJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a report", e);
    }
  }

  private static String styles() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read report.css", e);
    }
  }
}
