package dev.palimpsest.jobs.lake;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;

@ExtendWith(SparkExtension.class)
class InternalRowsTest {

  private static final StructType SCHEMA =
      new StructType()
          .add(Traces.MESSAGES, Traces.SCHEMA.apply(Traces.MESSAGES).dataType())
          .add(Traces.TOOLS, Traces.SCHEMA.apply(Traces.TOOLS).dataType())
          .add(Traces.METADATA, Traces.SCHEMA.apply(Traces.METADATA).dataType())
          .add(Traces.MODEL, Traces.SCHEMA.apply(Traces.MODEL).dataType())
          .add(Traces.CHOICE, Traces.SCHEMA.apply(Traces.CHOICE).dataType());

  private static final Conversation FULL =
      new Conversation(
          List.of(
              new Message(Role.SYSTEM, "", null, null, List.of(), null, null),
              new Message(
                  Role.ASSISTANT,
                  null,
                  "thinks",
                  "Zoë 🙂",
                  List.of(new ToolCall(null, "find", "{}"), new ToolCall("c", null, "")),
                  null,
                  1),
              new Message(Role.TOOL, "日本", null, null, List.of(), "c", 0)),
          List.of(new Tool("find", null, "{\"a\":1}"), new Tool("b", "words", null)),
          metadata());

  /** So many that a decoded map has them in an order of its own. */
  private static final Conversation MANY =
      new Conversation(
          List.of(),
          List.of(),
          IntStream.range(0, 20)
              .boxed()
              .collect(Collectors.toMap(i -> "key" + i, i -> "value " + i)));

  private static final Conversation EMPTY = new Conversation(List.of(), List.of(), Map.of());

  /** Out of the alphabet's order, to see that it is kept. */
  private static Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "1");
    metadata.put("a", "");
    metadata.put("m", "ü");
    return metadata;
  }

  @Test
  void mapPartitions_conversationsReadAndWritten_areTheSame(SparkSession spark) {
    Dataset<Row> rows =
        spark.createDataFrame(List.of(row(FULL, "m", 7), row(EMPTY, null, 0)), SCHEMA);

    List<Row> copied = InternalRows.mapPartitions(rows, new Copy(), SCHEMA).collectAsList();

    assertThat(copied.stream().map(ConversationColumns::read)).containsExactly(FULL, EMPTY);
    assertThat(copied).isEqualTo(rows.collectAsList());
    assertThat(copied.get(0).<String, String>getJavaMap(2)).containsExactlyEntriesOf(metadata());
  }

  @Test
  void view_manyEntries_areInTheOrderOfADecodedRow(SparkSession spark) {
    Dataset<Row> rows = spark.createDataFrame(List.of(row(MANY, "m", 7)), SCHEMA);
    List<String> decoded =
        List.copyOf(ConversationColumns.read(rows.collectAsList().get(0)).metadata().keySet());

    List<Row> keys =
        InternalRows.mapPartitions(rows, new Keys(), new StructType().add("key", StringType))
            .collectAsList();

    assertThat(keys.stream().map(key -> key.getString(0))).containsExactlyElementsOf(decoded);
  }

  @Test
  void view_copy_outlivesTheRow(SparkSession spark) {
    Dataset<Row> rows =
        spark.createDataFrame(List.of(row(FULL, "m", 7), row(EMPTY, null, 0)), SCHEMA).coalesce(1);

    List<Row> swapped = InternalRows.mapPartitions(rows, new Late(), SCHEMA).collectAsList();

    assertThat(swapped.stream().map(ConversationColumns::read)).containsExactly(FULL);
  }

  private static Row row(Conversation conversation, String model, int choice) {
    return RowFactory.create(
        ConversationColumns.messages(conversation),
        ConversationColumns.tools(conversation),
        JavaConverters.mapAsScalaMap(conversation.metadata()),
        model,
        choice);
  }

  private static InternalRow written(Row view) {
    Conversation conversation = ConversationColumns.read(view);
    return InternalRows.struct(
        InternalRows.messages(conversation),
        InternalRows.tools(conversation),
        InternalRows.map(conversation.metadata()),
        InternalRows.text(view.getAs(Traces.MODEL)),
        view.getAs(Traces.CHOICE));
  }

  /** Each row through a view, and back. */
  private static final class Copy implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      List<InternalRow> copies = new ArrayList<>();
      rows.forEachRemaining(row -> copies.add(written(new InternalRowView(row, SCHEMA))));
      return copies.iterator();
    }
  }

  /** The keys of the metadata as they are read. */
  private static final class Keys implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      List<InternalRow> keys = new ArrayList<>();
      rows.forEachRemaining(
          row ->
              ConversationColumns.read(new InternalRowView(row, SCHEMA))
                  .metadata()
                  .keySet()
                  .forEach(key -> keys.add(InternalRows.struct(InternalRows.text(key)))));
      return keys.iterator();
    }
  }

  /** The first row of all, read when the last was. */
  private static final class Late implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      if (!rows.hasNext()) {
        return rows;
      }
      Row first = new InternalRowView(rows.next(), SCHEMA).copy();
      rows.forEachRemaining(row -> {});
      boolean full = !first.getList(0).isEmpty();
      return (full ? List.of(written(first)) : List.<InternalRow>of()).iterator();
    }
  }
}
