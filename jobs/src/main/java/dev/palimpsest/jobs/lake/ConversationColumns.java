package dev.palimpsest.jobs.lake;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;

/** A {@link Conversation} as the columns {@code messages}, {@code tools} and {@code metadata}. */
public final class ConversationColumns {

  private ConversationColumns() {}

  /** The conversation of a row of {@link Traces} or {@link Scrubbed}. */
  public static Conversation read(Row row) {
    List<Message> messages = new ArrayList<>();
    for (Row message : row.<Row>getList(row.fieldIndex(Traces.MESSAGES))) {
      List<ToolCall> calls = new ArrayList<>();
      if (!message.isNullAt(4)) {
        for (Row call : message.<Row>getList(4)) {
          calls.add(new ToolCall(call.getString(0), call.getString(1), call.getString(2)));
        }
      }
      messages.add(
          new Message(
              Role.of(message.getString(0)),
              message.getString(1),
              message.getString(2),
              message.getString(3),
              calls,
              message.getString(5),
              message.isNullAt(6) ? null : Integer.valueOf(message.getInt(6))));
    }
    List<Tool> tools = new ArrayList<>();
    for (Row tool : row.<Row>getList(row.fieldIndex(Traces.TOOLS))) {
      tools.add(new Tool(tool.getString(0), tool.getString(1), tool.getString(2)));
    }
    // In the order that the column's reader gives them, which is the same each time.
    Map<String, String> metadata = new LinkedHashMap<>();
    scala.collection.Iterator<scala.Tuple2<String, String>> entries =
        row.<String, String>getMap(row.fieldIndex(Traces.METADATA)).iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      metadata.put(entry._1(), entry._2());
    }
    return new Conversation(messages, tools, metadata);
  }

  /** The column {@code messages}. */
  public static Object messages(Conversation conversation) {
    List<Row> messages = new ArrayList<>();
    for (Message message : conversation.messages()) {
      List<Row> calls = new ArrayList<>();
      for (ToolCall call : message.toolCalls()) {
        calls.add(RowFactory.create(call.id(), call.name(), call.arguments()));
      }
      messages.add(
          RowFactory.create(
              message.role().text(),
              message.content(),
              message.reasoning(),
              message.name(),
              calls.isEmpty() ? null : sequence(calls),
              message.toolCallId(),
              message.weight()));
    }
    return sequence(messages);
  }

  /** The column {@code tools}. */
  public static Object tools(Conversation conversation) {
    List<Row> tools = new ArrayList<>();
    for (Tool tool : conversation.tools()) {
      tools.add(RowFactory.create(tool.name(), tool.description(), tool.parameters()));
    }
    return sequence(tools);
  }

  /** A list as a value of an array column. */
  public static Object sequence(List<?> list) {
    return JavaConverters.asScalaBuffer(list).toSeq();
  }
}
