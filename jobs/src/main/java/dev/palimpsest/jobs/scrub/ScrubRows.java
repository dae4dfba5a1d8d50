package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.InternalRowView;
import dev.palimpsest.jobs.lake.InternalRows;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.mask.ConversationScrubber;
import dev.palimpsest.mask.DroppedRowException;
import dev.palimpsest.mask.Keyring;
import dev.palimpsest.mask.Origin;
import dev.palimpsest.mask.QuarantineException;
import dev.palimpsest.mask.Scrubbed;
import dev.palimpsest.pii.DetectionException;
import dev.palimpsest.pii.EntitySearch;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Masks traces, rows of {@link Traces#SCHEMA}: each becomes one row of {@link #SCHEMA}, with its
 * findings or with the failure.
 */
final class ScrubRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  private static final long serialVersionUID = 1;

  /** The columns that masking leaves as they are. */
  static final String UNMASKED = "unmasked";

  static final String MASKED = "masked";
  static final String FINDINGS = "findings";

  /** What failed, in words that hold no text; null if nothing did. */
  static final String FAILURE = "failure";

  /** Why the policy takes the row out of the corpus; null if it does not. */
  static final String DROPPED = "dropped";

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  /** The columns that masking changes. */
  static final StructType MASKED_TYPE =
      new StructType()
          .add(Traces.MESSAGES, Traces.SCHEMA.apply(Traces.MESSAGES).dataType())
          .add(Traces.TOOLS, Traces.SCHEMA.apply(Traces.TOOLS).dataType())
          .add(Traces.METADATA, Traces.SCHEMA.apply(Traces.METADATA).dataType())
          .add(Traces.FEEDBACK, Traces.SCHEMA.apply(Traces.FEEDBACK).dataType());

  /** All other columns, but for the ids of row and run. */
  static final StructType UNMASKED_TYPE =
      new StructType(
          Arrays.stream(Traces.SCHEMA.fields())
              .filter(
                  field ->
                      !field.name().equals(Traces.ROW_ID)
                          && !field.name().equals(Traces.RUN_ID)
                          && !Arrays.asList(MASKED_TYPE.fieldNames()).contains(field.name()))
              .toArray(StructField[]::new));

  static final StructType FINDING_TYPE =
      new StructType(
          Arrays.stream(Findings.SCHEMA.fields())
              .filter(
                  field ->
                      !field.name().equals(Findings.ROW_ID)
                          && !field.name().equals(Findings.RUN_ID)
                          && !field.name().equals(Findings.POLICY_SHA256))
              .toArray(StructField[]::new));

  static final StructType SCHEMA =
      new StructType()
          .add(Traces.ROW_ID, StringType)
          .add(UNMASKED, UNMASKED_TYPE)
          .add(MASKED, MASKED_TYPE)
          .add(FINDINGS, createArrayType(FINDING_TYPE))
          .add(FAILURE, StringType)
          .add(DROPPED, StringType)
          .add(INPUT, StringType)
          .add(OUTPUT, StringType);

  private static final int ROW_ID = Traces.SCHEMA.fieldIndex(Traces.ROW_ID);

  /** Where the columns of {@link #UNMASKED_TYPE} are in a trace. */
  private static final int[] UNMASKED_COLUMNS =
      Arrays.stream(UNMASKED_TYPE.fieldNames()).mapToInt(Traces.SCHEMA::fieldIndex).toArray();

  private final ScrubConfiguration configuration;
  private final PathProfile profile;
  private final long profileVersion;

  /**
   * @param profile what is known of the lake's columns
   * @param profileVersion of the table that it is from
   */
  ScrubRows(ScrubConfiguration configuration, PathProfile profile, long profileVersion) {
    this.configuration = configuration;
    this.profile = profile;
    this.profileVersion = profileVersion;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    Keyring keyring = configuration.tokens() == null ? null : Keyring.open(configuration.tokens());
    // A model that cannot be loaded fails the job: it is no row's fault.
    EntitySearch entities =
        configuration.entities() == null ? null : configuration.entities().search();
    ConversationScrubber scrubber =
        new ConversationScrubber(configuration.policy(), keyring, profile, entities);
    ConversationDigest digest = new ConversationDigest(configuration.key());
    FindingRows findings = new FindingRows(configuration.policy(), keyring, profileVersion);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return scrubbed(rows.next(), scrubber, digest, findings);
      }
    };
  }

  private static InternalRow scrubbed(
      InternalRow trace,
      ConversationScrubber scrubber,
      ConversationDigest digest,
      FindingRows findings) {
    Row row = new InternalRowView(trace, Traces.SCHEMA);
    Conversation conversation = FeedbackComments.with(ConversationColumns.read(row), row);
    Scrubbed scrubbed;
    try {
      scrubbed = scrubber.scrub(conversation, origin(row));
    } catch (DroppedRowException e) {
      return refused(trace, null, e.getMessage());
    } catch (DetectionException | QuarantineException e) {
      return refused(trace, e.getMessage(), null);
    } catch (RuntimeException | StackOverflowError e) {
      // Its message may quote the text: only its kind is kept.
      return refused(trace, "scrub failed with " + e.getClass().getSimpleName(), null);
    }
    Conversation masked = scrubbed.conversation();
    Conversation plain = FeedbackComments.without(masked, row);
    return InternalRows.struct(
        trace.getUTF8String(ROW_ID),
        unmasked(trace),
        InternalRows.struct(
            InternalRows.messages(plain),
            InternalRows.tools(masked),
            InternalRows.map(plain.metadata()),
            FeedbackComments.masked(masked, row)),
        findings.of(scrubbed.findings()),
        null,
        null,
        InternalRows.text(digest.of(conversation)),
        InternalRows.text(digest.of(masked)));
  }

  private static InternalRow refused(
      InternalRow trace, @Nullable String failure, @Nullable String dropped) {
    return InternalRows.struct(
        trace.getUTF8String(ROW_ID),
        unmasked(trace),
        null,
        null,
        InternalRows.text(failure),
        InternalRows.text(dropped),
        null,
        null);
  }

  private static InternalRow unmasked(InternalRow trace) {
    @Nullable Object[] values = new Object[UNMASKED_COLUMNS.length];
    for (int i = 0; i < values.length; i++) {
      int column = UNMASKED_COLUMNS[i];
      values[i] =
          trace.isNullAt(column)
              ? null
              : trace.get(column, Traces.SCHEMA.fields()[column].dataType());
    }
    return InternalRows.struct(values);
  }

  /** Whose a trace is. */
  static Origin origin(Row trace) {
    return new Origin(
        Objects.requireNonNullElse(trace.getAs(Traces.TENANT), ""),
        Objects.requireNonNullElse(trace.getAs(Traces.SUBJECT_KEY), ""),
        Objects.requireNonNullElse(trace.getAs(Traces.CONVERSATION_ID), ""),
        trace.getAs(Traces.ROW_ID));
  }
}
