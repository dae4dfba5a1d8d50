package dev.palimpsest.jobs.probe;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.probe.Extraction;
import dev.palimpsest.audit.probe.Role;
import dev.palimpsest.audit.probe.ScoredRow;
import dev.palimpsest.audit.probe.Span;
import dev.palimpsest.audit.probe.SpanScore;
import dev.palimpsest.jobs.lake.ConversationColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A {@link ScoredRow} as a row of Spark, between the executors that score and what measures. */
final class ScoredRows {

  private static final StructType EXTRACTION =
      new StructType()
          .add("log_p", DoubleType)
          .add("greedy", BooleanType)
          .add("samples_for_half", DoubleType);

  private static final StructType SPAN =
      new StructType()
          .add("type", StringType)
          .add("start", IntegerType)
          .add("end", IntegerType)
          .add("first_token", IntegerType)
          .add("end_token", IntegerType)
          .add("straddle", BooleanType)
          .add("tuned", EXTRACTION)
          .add("base", EXTRACTION);

  private static final StructType SCORE =
      new StructType().add("probe", StringType).add("score", DoubleType);

  /** {@code tokens} is 0 for a row without any token that a model predicts. */
  static final StructType SCHEMA =
      new StructType()
          .add("row_id", StringType)
          .add("role", StringType)
          .add("unit", StringType)
          .add("canary_id", StringType)
          .add("family", StringType)
          .add("tier", IntegerType)
          .add("included", BooleanType)
          .add("candidate", IntegerType)
          .add("tokens", IntegerType)
          .add("errors", IntegerType)
          .add("scores", createArrayType(SCORE))
          .add("spans", createArrayType(SPAN))
          .add("secret_log_p", DoubleType);

  private ScoredRows() {}

  static Row unscored(String rowId, String role, String unit) {
    return RowFactory.create(
        rowId, role, unit, null, null, null, null, null, 0, 0, none(), none(), null);
  }

  static Row candidate(String rowId, CanaryArm arm, int candidate, double secretLogP) {
    return RowFactory.create(
        rowId,
        "candidate",
        arm.id(),
        arm.id(),
        arm.family(),
        arm.tier(),
        arm.included(),
        candidate,
        0,
        0,
        none(),
        none(),
        secretLogP);
  }

  static Row scored(ScoredRow row, String unit) {
    List<Row> scores = new ArrayList<>();
    row.scores().forEach((probe, score) -> scores.add(RowFactory.create(probe, score)));
    List<Row> spans = new ArrayList<>();
    for (SpanScore span : row.spans()) {
      spans.add(
          RowFactory.create(
              span.span().type(),
              span.span().start(),
              span.span().end(),
              span.firstToken(),
              span.endToken(),
              span.straddle(),
              extraction(span.tuned()),
              extraction(span.base())));
    }
    CanaryArm arm = row.canary();
    return RowFactory.create(
        row.id(),
        row.role().name().toLowerCase(Locale.ROOT),
        unit,
        arm == null ? null : arm.id(),
        arm == null ? null : arm.family(),
        arm == null ? null : Integer.valueOf(arm.tier()),
        arm == null ? null : Boolean.valueOf(arm.included()),
        null,
        row.tokens(),
        row.errors(),
        ConversationColumns.sequence(scores),
        ConversationColumns.sequence(spans),
        null);
  }

  static ScoredRow read(Row row) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Row score : row.<Row>getList(row.fieldIndex("scores"))) {
      scores.put(score.getString(0), score.getDouble(1));
    }
    List<SpanScore> spans = new ArrayList<>();
    for (Row span : row.<Row>getList(row.fieldIndex("spans"))) {
      spans.add(
          new SpanScore(
              new Span(span.getString(0), span.getInt(1), span.getInt(2)),
              span.getInt(3),
              span.getInt(4),
              span.getBoolean(5),
              extraction(span.getStruct(6)),
              extraction(span.getStruct(7))));
    }
    Role role = Role.valueOf(row.<String>getAs("role").toUpperCase(Locale.ROOT));
    return new ScoredRow(
        row.getAs("row_id"),
        role,
        role == Role.CANARY ? arm(row) : null,
        Map.of(),
        row.getAs("tokens"),
        row.getAs("errors"),
        scores,
        spans);
  }

  static CanaryArm arm(Row row) {
    return new CanaryArm(
        row.getAs("canary_id"), row.getAs("family"), row.getAs("tier"), row.getAs("included"));
  }

  private static Object none() {
    return ConversationColumns.sequence(List.of());
  }

  private static @Nullable Row extraction(@Nullable Extraction extraction) {
    return extraction == null
        ? null
        : RowFactory.create(
            extraction.logProbability(), extraction.greedy(), extraction.samplesForHalf());
  }

  private static @Nullable Extraction extraction(@Nullable Row row) {
    return row == null
        ? null
        : new Extraction(
            row.getDouble(0),
            row.getBoolean(1),
            row.isNullAt(2) ? null : Double.valueOf(row.getDouble(2)));
  }
}
