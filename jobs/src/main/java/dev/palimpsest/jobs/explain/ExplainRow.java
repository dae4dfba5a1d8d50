package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Canaries;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Extractions;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Quarantine;
import dev.palimpsest.jobs.lake.Scores;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** {@code explain --row}: from an exported line back to its source and on to what was measured. */
public final class ExplainRow {

  private static final int SHORTEST_ID = 8;
  private static final int MOST_FINDINGS = 200;
  private static final int MOST_DIFFERENCES = 20;

  private final SparkSession spark;
  private final Lake lake;

  public ExplainRow(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * The row's way, a line each.
   *
   * @param id of the row, or its first {@value #SHORTEST_ID} or more digits
   * @throws UserException if no row, or more than one, has it
   */
  public List<String> lines(String id) {
    if (!id.matches("[0-9a-f]{" + SHORTEST_ID + ",64}")) {
      throw new UserException(
          "--row must be the id of a row, or its first %d or more digits. Provided value: %s"
              .formatted(SHORTEST_ID, id));
    }
    Lines lines = new Lines();
    List<Row> found =
        Traces.TABLE.read(spark, lake).filter(col(Traces.ROW_ID).startsWith(id)).takeAsList(2);
    if (found.size() > 1) {
      throw new UserException("Several rows begin with %s. Give more digits.".formatted(id));
    }
    if (found.isEmpty()) {
      planting(lines, id);
      return lines.all();
    }
    Row trace = found.get(0);
    String rowId = trace.getAs(Traces.ROW_ID);
    lines.title("Row " + rowId);
    source(lines, trace);
    scrubbing(lines, rowId);
    decision(lines, rowId);
    corpora(lines, rowId);
    measured(lines, rowId);
    return lines.all();
  }

  private void source(Lines lines, Row trace) {
    Row provenance = trace.getAs(Traces.PROVENANCE);
    lines.add(
        "read from",
        "%s, line %d (%s), by %s",
        provenance.getString(0),
        provenance.getLong(3),
        provenance.getString(1),
        trace.getAs(Traces.RUN_ID));
    lines.add("", "line sha256 %s", provenance.getString(4));
    lines.add("", "file sha256 %s", provenance.getString(2));
    lines.add(
        "call",
        "conversation %s, trace %s, choice %d, %d messages",
        trace.getAs(Traces.CONVERSATION_ID),
        trace.getAs(Traces.TRACE_ID),
        trace.<Integer>getAs(Traces.CHOICE),
        trace.getList(trace.fieldIndex(Traces.MESSAGES)).size());
    String subject = trace.getAs(Traces.SUBJECT_KEY);
    lines.add("subject", subject == null ? "none given" : "key " + subject);
  }

  private void scrubbing(Lines lines, String rowId) {
    Row scrubbed = one(Scrubbed.TABLE, rowId);
    if (scrubbed == null) {
      Row refused =
          first(Quarantine.TABLE.read(spark, lake).filter(col(Quarantine.ROW_ID).equalTo(rowId)));
      if (refused != null) {
        lines.add("quarantined", "by scrub: %s", refused.<String>getAs(Quarantine.DETAIL));
      } else {
        lines.add("scrubbed", "not: only kept rows are");
      }
      return;
    }
    lines.add(
        "scrubbed",
        "by %s, policy %s",
        scrubbed.getAs(Traces.RUN_ID),
        scrubbed.getAs(Scrubbed.POLICY_SHA256));
    lines.add("", "keyed digest before %s", scrubbed.<String>getAs(Scrubbed.INPUT_DIGEST));
    lines.add("", "keyed digest after  %s", scrubbed.<String>getAs(Scrubbed.OUTPUT_DIGEST));
    Dataset<Row> findings =
        Findings.TABLE.read(spark, lake).filter(col(Findings.ROW_ID).equalTo(rowId));
    List<Row> counts =
        findings
            .groupBy(Findings.TYPE, Findings.TIER, Findings.ACTION)
            .agg(count(lit(1)))
            .orderBy(Findings.TYPE, Findings.TIER)
            .collectAsList();
    long all = counts.stream().mapToLong(row -> row.getLong(3)).sum();
    lines.add("found", "%d personal data", all);
    for (Row row : counts) {
      lines.add(
          "",
          "%5d %s, tier %s: %s",
          row.getLong(3),
          row.getString(0),
          row.getString(1),
          row.getString(2));
    }
    List<Row> listed =
        findings.orderBy(Findings.LEAF, Findings.START).limit(MOST_FINDINGS).collectAsList();
    for (Row row : listed) {
      lines.add(
          "",
          "at %s [%d, %d) %s %s by %s: %s",
          row.getAs(Findings.LEAF),
          row.<Integer>getAs(Findings.START),
          row.<Integer>getAs(Findings.END),
          row.getAs(Findings.TYPE),
          row.getAs(Findings.TIER),
          row.getAs(Findings.RULE),
          String.join(", ", row.<String>getList(row.fieldIndex(Findings.EVIDENCE))));
    }
    if (all > MOST_FINDINGS) {
      lines.add("", "and %d more: show findings --where row_id=%s", all - MOST_FINDINGS, rowId);
    }
  }

  private void decision(Lines lines, String rowId) {
    Row decision = one(Decisions.TABLE, rowId);
    if (decision == null) {
      lines.add("decision", "none yet: run dedup");
      return;
    }
    lines.add(
        "decision",
        "%s by %s (%s, rule %s): %s",
        decision.<String>getAs(Decisions.ACTION).toUpperCase(Locale.ROOT),
        decision.getAs(Decisions.JOB),
        decision.getAs(Decisions.RUN_ID),
        decision.getAs(Decisions.RULE_VERSION),
        decision.getAs(Decisions.REASON));
    Set<String> seen = new HashSet<>(Set.of(rowId));
    Row link = decision;
    while (link != null && link.getAs(Decisions.KEEPER) != null) {
      String keeper = link.getAs(Decisions.KEEPER);
      Double jaccard = link.getAs(Decisions.JACCARD);
      lines.add(
          "",
          "%s of %s%s",
          link.getAs(Decisions.STAGE),
          keeper,
          jaccard == null
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", Jaccard %.6f, containment %.6f",
                  jaccard,
                  link.<Double>getAs(Decisions.CONTAINMENT)));
      if (!seen.add(keeper)) {
        lines.add("", "which leads back: the table decisions is damaged");
        return;
      }
      link = one(Decisions.TABLE, keeper);
    }
    differences(lines, decision);
    List<Row> followers =
        Decisions.TABLE
            .read(spark, lake)
            .filter(col(Decisions.KEEPER).equalTo(rowId))
            .groupBy(Decisions.STAGE)
            .agg(count(lit(1)))
            .orderBy(Decisions.STAGE)
            .collectAsList();
    for (Row row : followers) {
      lines.add("stands for", "%d other rows dropped as %s", row.getLong(1), row.getString(0));
    }
  }

  private void differences(Lines lines, Row decision) {
    if (!"near".equals(decision.getAs(Decisions.STAGE))) {
      return;
    }
    Row row = one(Scrubbed.TABLE, decision.getAs(Decisions.ROW_ID));
    Row keeper = one(Scrubbed.TABLE, decision.getAs(Decisions.KEEPER));
    if (row == null || keeper == null) {
      return;
    }
    List<String> spans =
        DifferingSpans.of(ConversationColumns.read(row), ConversationColumns.read(keeper));
    lines.add("differs", "from its keeper in %d places", spans.size());
    spans.stream().limit(MOST_DIFFERENCES).forEach(span -> lines.add("", "%s", span));
  }

  private void corpora(Lines lines, String rowId) {
    List<Row> rows =
        Corpus.TABLE
            .read(spark, lake)
            .filter(col(Corpus.ROW_ID).equalTo(rowId))
            .orderBy(Corpus.NAME, Corpus.VERSION)
            .collectAsList();
    if (rows.isEmpty()) {
      lines.add("corpus", "in none");
    }
    for (Row row : rows) {
      String name = row.getAs(Corpus.NAME);
      int version = row.getAs(Corpus.VERSION);
      lines.add(
          "corpus",
          "%s@%d, %s, stands for %d rows",
          name,
          version,
          row.getAs(Corpus.SPLIT),
          row.<Long>getAs(Corpus.DUPLICATES));
      boolean trained = Corpus.TRAIN.equals(row.getAs(Corpus.SPLIT));
      String saying = trained ? "was trained on it" : "was trained on the others: it was held out";
      TrainedOn.add(lines, spark, lake, name, version, saying);
    }
  }

  private void measured(Lines lines, String rowId) {
    Scores.TABLE
        .read(spark, lake)
        .filter(col(Scores.ROW_ID).equalTo(rowId))
        .orderBy(Scores.AUDIT_ID, Scores.PROBE)
        .collectAsList()
        .forEach(
            row ->
                lines.add(
                    "score",
                    String.format(
                        Locale.ROOT,
                        "%s %s = %.4f",
                        row.<String>getAs(Scores.AUDIT_ID),
                        row.<String>getAs(Scores.PROBE),
                        row.<Double>getAs(Scores.SCORE))));
    Extractions.TABLE
        .read(spark, lake)
        .filter(col(Extractions.ROW_ID).equalTo(rowId))
        .orderBy(Extractions.AUDIT_ID, Extractions.START)
        .collectAsList()
        .forEach(
            row ->
                lines.add(
                    "span",
                    "%s [%d, %d) %s",
                    row.getAs(Extractions.TYPE),
                    row.<Integer>getAs(Extractions.START),
                    row.<Integer>getAs(Extractions.END),
                    Boolean.TRUE.equals(row.getAs(Extractions.GREEDY))
                        ? "said by greedy decoding"
                        : "not said by greedy decoding"));
  }

  /** A row that is no trace may plant a canary. */
  private void planting(Lines lines, String id) {
    Row row =
        first(
            Corpus.TABLE
                .read(spark, lake)
                .filter(col(Corpus.ROW_ID).startsWith(id).and(col(Corpus.CANARY_ID).isNotNull())));
    if (row == null) {
      throw new UserException(
          "The lake %s has no row %s. show traces --as csv lists them.".formatted(lake.root(), id));
    }
    String canaryId = row.getAs(Corpus.CANARY_ID);
    lines.title("Row " + row.getAs(Corpus.ROW_ID));
    lines.add("planted", "it is canary %s, not a trace", canaryId);
    lines.add(
        "corpus",
        "%s@%d, %s",
        row.getAs(Corpus.NAME),
        row.<Integer>getAs(Corpus.VERSION),
        row.getAs(Corpus.SPLIT));
    Row canary =
        first(Canaries.TABLE.read(spark, lake).filter(col(Canaries.CANARY_ID).equalTo(canaryId)));
    if (canary != null) {
      lines.add(
          "canary",
          "family %s, planted %d times",
          canary.getAs(Canaries.FAMILY),
          canary.<Integer>getAs(Canaries.TIER));
    }
    measured(lines, canaryId);
  }

  private @Nullable Row one(LakeTable table, String rowId) {
    return first(table.read(spark, lake).filter(col(table.key().get(0)).equalTo(rowId)));
  }

  private static @Nullable Row first(Dataset<Row> rows) {
    List<Row> found = rows.takeAsList(1);
    return found.isEmpty() ? null : found.get(0);
  }
}
