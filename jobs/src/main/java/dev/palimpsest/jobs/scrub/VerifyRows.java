package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.mask.Keyring;
import dev.palimpsest.mask.Origin;
import dev.palimpsest.mask.Replay;
import dev.palimpsest.pii.Evidence;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Holds scrubbed rows to their traces and findings; says what is wrong without any text. */
final class VerifyRows implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  /** The trace, whole; null if it is gone. */
  static final String TRACE = "trace";

  /** The scrubbed row, whole; null for findings of no row. */
  static final String ROW = "row";

  /** The findings of the row; null for none. */
  static final String FOUND = "found";

  /** What is wrong, in words that hold no text; null if nothing is. */
  static final String PROBLEM = "problem";

  static final String FINDINGS = "findings";

  static final StructType SCHEMA =
      new StructType()
          .add(Traces.ROW_ID, StringType)
          .add(PROBLEM, StringType)
          .add(FINDINGS, LongType);

  private final ScrubConfiguration configuration;
  private final PathProfile profile;

  VerifyRows(ScrubConfiguration configuration, PathProfile profile) {
    this.configuration = configuration;
    this.profile = profile;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Keyring keyring = configuration.tokens() == null ? null : Keyring.open(configuration.tokens());
    Replay replay = new Replay(configuration.policy(), keyring, profile);
    ConversationDigest digest = new ConversationDigest(configuration.key());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        List<Finding> findings = findings(row);
        return RowFactory.create(
            row.getAs(Traces.ROW_ID),
            problem(row, findings, replay, digest),
            (long) findings.size());
      }
    };
  }

  private static @Nullable String problem(
      Row joined, List<Finding> findings, Replay replay, ConversationDigest digest) {
    Row trace = joined.getAs(TRACE);
    Row row = joined.getAs(ROW);
    if (row == null) {
      return "it has findings and is not in scrubbed";
    }
    if (trace == null) {
      return "its trace is gone";
    }
    Conversation input = FeedbackComments.with(ConversationColumns.read(trace), trace);
    Conversation output = FeedbackComments.with(ConversationColumns.read(row), row);
    if (!digest.of(input).equals(row.getAs(Scrubbed.INPUT_DIGEST))) {
      return "its trace is not what was scrubbed";
    }
    if (!digest.of(output).equals(row.getAs(Scrubbed.OUTPUT_DIGEST))) {
      return "its text is not what the scrub wrote";
    }
    Origin origin = ScrubRows.origin(trace);
    try {
      Replay.Result result = replay.verify(input, output, findings, origin);
      if (!result.reproduced()) {
        return "its findings, applied to the trace, give another text";
      }
      return result.left().isEmpty() ? null : left(result.left());
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String left(List<Finding> left) {
    Finding first = left.get(0);
    return "a new scan finds %d of tier A or B in it, first %s in %s from %d to %d"
        .formatted(left.size(), first.type(), first.path(), first.start(), first.end());
  }

  private static List<Finding> findings(Row joined) {
    List<Finding> findings = new ArrayList<>();
    if (joined.isNullAt(joined.fieldIndex(FOUND))) {
      return findings;
    }
    for (Row row : joined.<Row>getList(joined.fieldIndex(FOUND))) {
      findings.add(
          new Finding(
              row.getAs(Findings.LEAF),
              row.<Integer>getAs(Findings.START),
              row.<Integer>getAs(Findings.END),
              row.<Integer>getAs(Findings.START_CODE_POINT),
              row.<Integer>getAs(Findings.END_CODE_POINT),
              row.getAs(Findings.TYPE),
              row.getList(row.fieldIndex(Findings.ALTERNATIVES)),
              Tier.valueOf(row.getAs(Findings.TIER)),
              row.<Double>getAs(Findings.SCORE),
              evidence(row.getList(row.fieldIndex(Findings.EVIDENCE))),
              row.getAs(Findings.RULE)));
    }
    return findings;
  }

  /** As {@link ScrubRows} writes it; of a column, the version behind the at-sign is left out. */
  private static Set<Evidence> evidence(List<String> names) {
    Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    for (String name : names) {
      int version = name.indexOf('@');
      String plain = version < 0 ? name : name.substring(0, version);
      evidence.add(Evidence.valueOf(plain.toUpperCase(Locale.ROOT)));
    }
    return evidence;
  }
}
