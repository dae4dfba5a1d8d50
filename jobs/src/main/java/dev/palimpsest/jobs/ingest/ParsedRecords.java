package dev.palimpsest.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.palimpsest.jobs.ingest.file.RawRecord;
import dev.palimpsest.jobs.ingest.format.CanonicalJson;
import dev.palimpsest.jobs.ingest.format.CanonicalRecord;
import dev.palimpsest.jobs.ingest.format.CanonicalRow;
import dev.palimpsest.jobs.ingest.format.Feedback;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.ingest.format.Reason;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.near.TurnDigests;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Rows for records as they are read, before it is settled which of them stay. */
final class ParsedRecords {

  static final String ORDER = "order";
  static final String FILE = "file";
  static final String URI = "uri";
  static final String FILE_SHA256 = "file_sha256";
  static final String FORMAT = "format";
  static final String LINE = "line";
  static final String LINE_SHA256 = "line_sha256";
  static final String RECORD_ID = "record_id";
  static final String RECORD_KEY = "record_key";
  static final String FINISHED = "finished";
  static final String SIZE = "size";
  static final String DIGEST = "digest";
  static final String REASON = "reason";
  static final String ROWS = "rows";

  /** What the lake says of a row, and not the file. */
  private static final Set<String> ADDED_LATER =
      Set.of(
          Traces.ROW_ID, Traces.RUN_ID, Traces.PROVENANCE, Traces.RECORD_KEY, Traces.RECORD_DIGEST);

  /** The columns of {@link Traces} that a record gives. */
  static final StructType ROW = rowType();

  static final StructType SCHEMA =
      new StructType()
          .add(ORDER, IntegerType)
          .add(FILE, StringType)
          .add(URI, StringType)
          .add(FILE_SHA256, StringType)
          .add(FORMAT, StringType)
          .add(LINE, LongType)
          .add(LINE_SHA256, StringType)
          .add(RECORD_ID, StringType)
          .add(RECORD_KEY, StringType)
          .add(FINISHED, BooleanType)
          .add(SIZE, LongType)
          .add(DIGEST, StringType)
          .add(REASON, StringType)
          .add(ROWS, createArrayType(ROW));

  private final ReadTask task;
  private final Formats format;
  private final byte[] subjectKey;
  private final byte[] recordKey;
  private final TurnDigests turns;

  ParsedRecords(ReadTask task, Formats format, LakeKey key) {
    this.task = task;
    this.format = format;
    this.subjectKey = key.secret();
    this.recordKey = key.derived("record/v1");
    this.turns = TurnDigests.keyed(key.derived("turns/v1"));
  }

  Row record(RawRecord record, CanonicalRecord canonical) {
    List<Row> rows = new ArrayList<>();
    canonical.rows().forEach(row -> rows.add(row(row)));
    String id = canonical.recordId();
    return row(
        record,
        null,
        id == null ? null : hex(recordKey, format.text() + "\0" + id),
        canonical.hasFinishReason(),
        canonical.contentSize(),
        hex(recordKey, CanonicalJson.of(canonical.rows())),
        rows,
        id);
  }

  Row fault(RawRecord record, Reason reason, @Nullable String recordId) {
    return row(record, reason, null, false, 0, null, List.of(), recordId);
  }

  private Row row(
      RawRecord record,
      @Nullable Reason reason,
      @Nullable String key,
      boolean finished,
      long size,
      @Nullable String digest,
      List<Row> rows,
      @Nullable String recordId) {
    return RowFactory.create(
        task.order(),
        task.file().name(),
        task.file().uri(),
        task.fileSha256(),
        format.text(),
        record.line(),
        record.sha256(),
        recordId,
        key,
        finished,
        size,
        digest,
        reason == null ? null : reason.name(),
        ConversationColumns.sequence(rows));
  }

  private Row row(CanonicalRow row) {
    List<Row> feedback = new ArrayList<>();
    for (Feedback entry : row.feedback()) {
      feedback.add(
          RowFactory.create(
              entry.name(), entry.value(), entry.label(), entry.comment(), entry.source()));
    }
    return RowFactory.create(
        row.conversationId(),
        row.traceId(),
        row.spanId(),
        row.choice(),
        row.startedAt() == null ? null : Timestamp.from(row.startedAt()),
        row.model(),
        row.subject() == null ? null : hex(subjectKey, row.subject()),
        row.sessionId(),
        row.tenant(),
        ConversationColumns.messages(row.conversation()),
        ConversationColumns.tools(row.conversation()),
        ConversationColumns.sequence(feedback),
        row.outputOf(),
        JavaConverters.mapAsScalaMap(row.conversation().metadata()),
        ConversationColumns.sequence(turns.of(row.conversation())));
  }

  private static String hex(byte[] key, String text) {
    return HexFormat.of().formatHex(LakeKey.hmac(key, text));
  }

  private static StructType rowType() {
    StructType type = new StructType();
    for (StructField field : Traces.SCHEMA.fields()) {
      if (!ADDED_LATER.contains(field.name())) {
        type = type.add(field.name(), field.dataType(), true);
      }
    }
    return type;
  }
}
