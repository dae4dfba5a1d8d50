package dev.palimpsest.jobs.lake;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Rows in Spark's own format, for jobs whose time goes into bringing {@link Row} to it: no encoder
 * stands between, so nobody checks a value's type. {@link InternalRowView} reads them.
 */
public final class InternalRows {

  private InternalRows() {}

  /**
   * {@link Dataset#mapPartitions} on Spark's own rows. A row that {@code function} is handed, or
   * hands on, is good until the next one.
   *
   * @param schema of what {@code function} makes
   */
  public static Dataset<Row> mapPartitions(
      Dataset<Row> rows,
      FlatMapFunction<Iterator<InternalRow>, InternalRow> function,
      StructType schema) {
    return rows.sparkSession()
        .internalCreateDataFrame(
            rows.queryExecution().toRdd().toJavaRDD().mapPartitions(function).rdd(), schema, false);
  }

  /** A struct of values in Spark's own format. */
  public static InternalRow struct(@Nullable Object... values) {
    return new GenericInternalRow(values);
  }

  /** A string column's value. */
  public static @Nullable UTF8String text(@Nullable String text) {
    return UTF8String.fromString(text);
  }

  /** An array column's value, of values in Spark's own format. */
  public static ArrayData array(Collection<?> values) {
    return new GenericArrayData(values.toArray());
  }

  /** The column {@code messages}. */
  public static ArrayData messages(Conversation conversation) {
    List<InternalRow> messages = new ArrayList<>();
    for (Message message : conversation.messages()) {
      List<InternalRow> calls = new ArrayList<>();
      for (ToolCall call : message.toolCalls()) {
        calls.add(struct(text(call.id()), text(call.name()), text(call.arguments())));
      }
      messages.add(
          struct(
              text(message.role().text()),
              text(message.content()),
              text(message.reasoning()),
              text(message.name()),
              calls.isEmpty() ? null : array(calls),
              text(message.toolCallId()),
              message.weight()));
    }
    return array(messages);
  }

  /** The column {@code tools}. */
  public static ArrayData tools(Conversation conversation) {
    List<InternalRow> tools = new ArrayList<>();
    for (Tool tool : conversation.tools()) {
      tools.add(struct(text(tool.name()), text(tool.description()), text(tool.parameters())));
    }
    return array(tools);
  }

  /** The column {@code metadata}, or another map of strings. */
  public static MapData map(Map<String, String> entries) {
    return new ArrayBasedMapData(
        array(entries.keySet().stream().map(InternalRows::text).toList()),
        array(entries.values().stream().map(InternalRows::text).toList()));
  }
}
