package dev.palimpsest.jobs.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.near.TurnDigests;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * A row for {@link Traces} and {@link Scrubbed}.
 *
 * @param id of the row
 * @param conversation as read, and as scrubbed
 * @param startedAt ISO-8601, or empty for none
 * @param feedback number of feedback entries
 * @param file where it was read; empty for nowhere
 */
public record LakeRows(
    String id, Conversation conversation, String startedAt, int feedback, String file) {

  private static final TurnDigests DIGESTS = TurnDigests.keyed(new byte[32]);

  public static LakeRows of(String id, Message... messages) {
    return new LakeRows(
        id,
        new Conversation(List.of(messages), List.of(), Map.of()),
        "2026-01-01T00:00:00Z",
        0,
        "");
  }

  public LakeRows from(String newFile) {
    return new LakeRows(id, conversation, startedAt, feedback, newFile);
  }

  public LakeRows startedAt(String time) {
    return new LakeRows(id, conversation, time, feedback, file);
  }

  public LakeRows withFeedback() {
    return new LakeRows(id, conversation, startedAt, 1, file);
  }

  public LakeRows withMetadata(Map<String, String> metadata) {
    Conversation described =
        new Conversation(conversation.messages(), conversation.tools(), metadata);
    return new LakeRows(id, described, startedAt, feedback, file);
  }

  public static Message user(String text) {
    return Message.of(Role.USER, text);
  }

  public static Message assistant(String text) {
    return Message.of(Role.ASSISTANT, text);
  }

  public static Message system(String text) {
    return Message.of(Role.SYSTEM, text);
  }

  public static Message call(String name, String arguments) {
    return new Message(
        Role.ASSISTANT, null, null, null, List.of(new ToolCall("c", name, arguments)), null, null);
  }

  /** {@code count} words that are all different: prefix0 prefix1 …. */
  public static String words(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
  }

  /** Adds the rows to {@link Traces}. */
  public static void addTraces(SparkSession spark, Lake lake, List<LakeRows> rows) {
    add(spark, lake, Traces.TABLE, rows);
  }

  /** Adds the rows to {@link Scrubbed}. */
  public static void addScrubbed(SparkSession spark, Lake lake, List<LakeRows> rows) {
    add(spark, lake, Scrubbed.TABLE, rows);
  }

  /** Adds to {@link Scrubbed}, as they are, the traces that {@code collapse} kept. */
  public static void scrubNothing(SparkSession spark, Lake lake) {
    Column digest = concat_ws("", col(Traces.TURN_DIGESTS));
    Dataset<Row> kept =
        CollapseJob.kept(Traces.TABLE.read(spark, lake), Decisions.TABLE.read(spark, lake));
    Scrubbed.TABLE.append(
        kept.withColumn(Scrubbed.INPUT_DIGEST, digest)
            .withColumn(Scrubbed.OUTPUT_DIGEST, digest)
            .withColumn(Scrubbed.POLICY_SHA256, lit("none")),
        lake,
        new Commit("test", "test", "", Map.of()),
        "rows");
  }

  private static void add(SparkSession spark, Lake lake, LakeTable table, List<LakeRows> rows) {
    List<Row> values = rows.stream().map(row -> row.values(table.schema())).toList();
    Commit commit = new Commit("test-" + table.currentVersion(spark, lake), "test", "", Map.of());
    table.append(spark.createDataFrame(values, table.schema()), lake, commit, "rows");
  }

  private Row values(StructType schema) {
    List<String> digests = DIGESTS.of(conversation);
    Row entry =
        new GenericRowWithSchema(
            new Object[] {"thumbs", 1.0, null, null, "user"}, new StructType());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(Traces.ROW_ID, id);
    values.put(Traces.RUN_ID, "test");
    values.put(Traces.CONVERSATION_ID, id);
    values.put(Traces.TRACE_ID, id);
    values.put(Traces.CHOICE, 0);
    values.put(
        Traces.STARTED_AT, startedAt.isEmpty() ? null : Timestamp.from(Instant.parse(startedAt)));
    values.put(Traces.MESSAGES, ConversationColumns.messages(conversation));
    values.put(Traces.TOOLS, ConversationColumns.tools(conversation));
    values.put(
        Traces.FEEDBACK,
        ConversationColumns.sequence(IntStream.range(0, feedback).mapToObj(i -> entry).toList()));
    values.put(Traces.METADATA, JavaConverters.mapAsScalaMap(conversation.metadata()));
    values.put(Traces.TURN_DIGESTS, ConversationColumns.sequence(digests));
    values.put(Traces.RECORD_DIGEST, id);
    Object[] provenance = new Object[6];
    provenance[0] = file.isEmpty() ? null : file;
    values.put(Traces.PROVENANCE, new GenericRowWithSchema(provenance, new StructType()));
    values.put(Scrubbed.INPUT_DIGEST, String.join("", digests));
    values.put(Scrubbed.OUTPUT_DIGEST, String.join("", digests));
    values.put(Scrubbed.POLICY_SHA256, "none");
    return new GenericRowWithSchema(
        Arrays.stream(schema.fieldNames()).map(values::get).toArray(), schema);
  }
}
