package dev.palimpsest.jobs.probe;

import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.probe.Extraction;
import dev.palimpsest.audit.probe.Role;
import dev.palimpsest.audit.probe.RowScorer;
import dev.palimpsest.audit.probe.Span;
import dev.palimpsest.audit.probe.SpanScore;
import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.jobs.lake.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** A document with the signals of both models → its scores. */
final class ScoreDocument implements MapFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  static final String TUNED = "tuned";
  static final String BASE = "base";

  @Override
  public Row call(Row row) {
    String id = row.getAs(Documents.ROW_ID);
    String role = row.getAs(Documents.ROLE);
    String unit = row.getAs(Documents.UNIT);
    TokenSignals tuned = PackedSignals.unpack(row.getAs(TUNED));
    byte[] packed = row.getAs(BASE);
    TokenSignals base = packed == null ? null : PackedSignals.unpack(packed);
    List<Span> spans = new ArrayList<>();
    for (Row span : row.<Row>getList(row.fieldIndex(Documents.SPANS))) {
      spans.add(new Span(span.getString(0), span.getInt(1), span.getInt(2)));
    }
    if (role.equals("candidate")) {
      Extraction secret = SpanScore.of(spans.get(0), tuned, null).tuned();
      return secret == null
          ? ScoredRows.unscored(id, role, unit)
          : ScoredRows.candidate(
              id, ScoredRows.arm(row), row.getAs(Documents.CANDIDATE), secret.logProbability());
    }
    CanaryArm arm = role.equals("canary") ? ScoredRows.arm(row) : null;
    return RowScorer.score(
            new RowScorer.Row(
                id,
                Role.valueOf(role.toUpperCase(Locale.ROOT)),
                arm,
                Map.of(),
                row.getAs(Documents.TEXT),
                tuned,
                base,
                null,
                spans))
        .map(scored -> ScoredRows.scored(scored, unit))
        .orElseGet(() -> ScoredRows.unscored(id, role, unit));
  }
}
