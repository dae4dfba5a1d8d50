package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.mask.Action;
import dev.palimpsest.mask.ConversationScrubber;
import dev.palimpsest.mask.DroppedRowException;
import dev.palimpsest.mask.Keyring;
import dev.palimpsest.mask.Origin;
import dev.palimpsest.mask.Policy;
import dev.palimpsest.mask.QuarantineException;
import dev.palimpsest.mask.Scrubbed;
import dev.palimpsest.pii.DetectionException;
import dev.palimpsest.pii.EntitySearch;
import dev.palimpsest.pii.Evidence;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Masks traces: each becomes one row of {@link #SCHEMA}, with its findings or with the failure. */
final class ScrubRows implements MapPartitionsFunction<Row, Row> {

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
  public Iterator<Row> call(Iterator<Row> rows) {
    Keyring keyring = configuration.tokens() == null ? null : Keyring.open(configuration.tokens());
    // A model that cannot be loaded fails the job: it is no row's fault.
    EntitySearch entities =
        configuration.entities() == null ? null : configuration.entities().search();
    ConversationScrubber scrubber =
        new ConversationScrubber(configuration.policy(), keyring, profile, entities);
    byte[] digestKey = digestKey(configuration);
    String keyVersion = keyring == null ? null : Integer.toString(keyring.version());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return scrubbed(rows.next(), scrubber, digestKey, keyVersion);
      }
    };
  }

  private Row scrubbed(
      Row row, ConversationScrubber scrubber, byte[] digestKey, @Nullable String keyVersion) {
    String rowId = row.getAs(Traces.ROW_ID);
    Conversation conversation = FeedbackComments.with(ConversationColumns.read(row), row);
    Scrubbed scrubbed;
    try {
      scrubbed = scrubber.scrub(conversation, origin(row));
    } catch (DroppedRowException e) {
      return RowFactory.create(rowId, unmasked(row), null, null, null, e.getMessage(), null, null);
    } catch (DetectionException | QuarantineException e) {
      return failed(row, e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // Its message may quote the text: only its kind is kept.
      return failed(row, "scrub failed with " + e.getClass().getSimpleName());
    }
    List<Row> findings = new ArrayList<>();
    for (Finding finding : scrubbed.findings()) {
      findings.add(finding(finding, keyVersion));
    }
    Conversation masked = scrubbed.conversation();
    Conversation plain = FeedbackComments.without(masked, row);
    return RowFactory.create(
        rowId,
        unmasked(row),
        RowFactory.create(
            ConversationColumns.messages(plain),
            ConversationColumns.tools(masked),
            JavaConverters.mapAsScalaMap(plain.metadata()),
            FeedbackComments.masked(masked, row)),
        ConversationColumns.sequence(findings),
        null,
        null,
        digest(digestKey, conversation),
        digest(digestKey, masked));
  }

  /** Whose a trace is. */
  static Origin origin(Row trace) {
    return new Origin(
        Objects.requireNonNullElse(trace.getAs(Traces.TENANT), ""),
        Objects.requireNonNullElse(trace.getAs(Traces.SUBJECT_KEY), ""),
        Objects.requireNonNullElse(trace.getAs(Traces.CONVERSATION_ID), ""),
        trace.getAs(Traces.ROW_ID));
  }

  /** Under which conversations are digested. */
  static byte[] digestKey(ScrubConfiguration configuration) {
    return configuration.key().derived("scrub/v1");
  }

  private static Row failed(Row row, @Nullable String failure) {
    String rowId = row.getAs(Traces.ROW_ID);
    return RowFactory.create(rowId, unmasked(row), null, null, failure, null, null, null);
  }

  private static Row unmasked(Row row) {
    return RowFactory.create(
        Arrays.stream(UNMASKED_TYPE.fieldNames()).map(name -> row.getAs(name)).toArray());
  }

  private Row finding(Finding finding, @Nullable String keyVersion) {
    Policy policy = configuration.policy();
    Action action = policy.action(finding.type(), finding.tier());
    return RowFactory.create(
        finding.path(),
        finding.start(),
        finding.end(),
        finding.startCodePoint(),
        finding.endCodePoint(),
        finding.type(),
        ConversationColumns.sequence(finding.alternatives()),
        finding.tier().name(),
        finding.score(),
        finding.rule(),
        ConversationColumns.sequence(finding.evidence().stream().map(this::evidence).toList()),
        action.text(),
        action.masks()
            ? policy.operator(finding.type()).getClass().getSimpleName().toLowerCase(Locale.ROOT)
            : null,
        keyVersion);
  }

  /** In lower case; where the column spoke, with the version of the profile. */
  private String evidence(Evidence evidence) {
    String name = evidence.name().toLowerCase(Locale.ROOT);
    return evidence == Evidence.PATH_PROFILE ? name + "@" + profileVersion : name;
  }

  static String digest(byte[] key, Conversation conversation) {
    Mac mac = LakeKey.mac(key);
    ConversationText.each(conversation, text -> mac.update(text.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
