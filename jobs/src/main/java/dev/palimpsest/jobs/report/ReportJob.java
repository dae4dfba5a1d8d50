package dev.palimpsest.jobs.report;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.report.CorpusOrigins;
import dev.palimpsest.audit.report.Report;
import dev.palimpsest.audit.report.ReportData;
import dev.palimpsest.audit.report.ReportData.Population;
import dev.palimpsest.audit.report.ReportData.Reproduction;
import dev.palimpsest.audit.report.ReportData.Subject;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.gate.GateJob;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scores;
import dev.palimpsest.jobs.lake.Version;
import dev.palimpsest.jobs.probe.AuditMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An audit with its verdict → one HTML file and its JSON. */
public final class ReportJob {

  /** A row of fewer scored tokens says little by itself. */
  private static final int LOW_POWER_TOKENS = 5;

  private final SparkSession spark;
  private final Lake lake;
  private final Clock clock;

  public ReportJob(SparkSession spark, Lake lake, Clock clock) {
    this.spark = spark;
    this.lake = lake;
    this.clock = clock;
  }

  /**
   * What cannot be read from the lake.
   *
   * @param title such as the name of the checkpoint
   * @param origins what became of the rows
   * @param seeds of every draw
   * @param commands that led here, without secrets
   * @param limitations of this run
   */
  public record About(
      String title,
      CorpusOrigins origins,
      Map<String, Long> seeds,
      List<String> commands,
      List<String> limitations) {}

  /**
   * Writes {@code out} and the same with {@code .json}.
   *
   * @throws UserException if the audit has no verdict or the file cannot be written
   */
  public Path run(String auditId, About about, Path out) {
    Verdict verdict = GateJob.newest(spark, lake, auditId);
    List<Subject> subjects = new ArrayList<>();
    verdict
        .subjects()
        .forEach(
            artifact ->
                subjects.add(
                    new Subject(
                        artifact.name(),
                        artifact.name().equals("corpus") ? "training rows" : about.title(),
                        artifact.sha256())));
    Map<String, String> versions = new TreeMap<>();
    versions.put("palimpsest", Version.current());
    versions.put("spark", spark.version());
    versions.put("audit", auditId);
    ReportData data =
        new ReportData(
            about.title(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            verdict,
            subjects,
            about.origins(),
            population(auditId),
            AuditMetrics.read(spark, lake, auditId),
            Map.of(),
            about.limitations(),
            new Reproduction(versions, about.seeds(), about.commands()));
    try {
      Path folder = out.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      write(out, Report.html(data));
      write(
          out.resolveSibling(
              String.valueOf(out.getFileName()).replaceFirst("\\.html$", "") + ".json"),
          Report.json(data));
      return out;
    } catch (IOException e) {
      throw new UserException(
          "The report %s cannot be written (%s). Give --out another place."
              .formatted(out, e.getClass().getSimpleName()),
          e);
    }
  }

  private Population population(String auditId) {
    Dataset<Row> documents =
        Documents.TABLE
            .read(spark, lake)
            .filter(
                col(Documents.AUDIT_ID)
                    .equalTo(auditId)
                    .and(col(Documents.ROLE).notEqual("candidate")));
    Dataset<Row> scored =
        Scores.TABLE
            .read(spark, lake)
            .filter(col(Scores.AUDIT_ID).equalTo(auditId))
            .select(Scores.ROW_ID, Scores.ROLE, Scores.TOKENS)
            .distinct();
    long all = documents.count();
    return new Population(
        count(scored.filter(col(Scores.ROLE).equalTo("member"))),
        count(scored.filter(col(Scores.ROLE).equalTo("control"))),
        count(documents.filter(col(Documents.INCLUDED).equalTo(true))),
        count(documents.filter(col(Documents.INCLUDED).equalTo(false))),
        count(scored.filter(col(Scores.TOKENS).lt(LOW_POWER_TOKENS))),
        Math.toIntExact(all - scored.count()));
  }

  private static int count(Dataset<Row> rows) {
    return Math.toIntExact(rows.count());
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path partial =
        folder == null
            ? Files.createTempFile(".report", ".partial")
            : Files.createTempFile(folder, ".report", ".partial");
    Files.writeString(partial, text);
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
