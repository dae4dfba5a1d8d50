package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.expr;

import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The part of a conversation that comparisons look at, as one column. */
final class TurnColumns {

  static final String TURNS = "turns";

  private TurnColumns() {}

  /**
   * Role, content and calls of the messages of {@link Traces#MESSAGES}, without system messages.
   */
  static Column turns() {
    return expr("""
            transform(
              filter(messages, m -> m.role != 'system'),
              m -> struct(
                m.role,
                m.content,
                transform(m.tool_calls, c -> struct(c.name, c.arguments)) AS calls))
            """)
        .as(TURNS);
  }

  /** The turns at {@code index} of {@code row} as a conversation. */
  static Conversation read(Row row, int index) {
    List<Message> messages = new ArrayList<>();
    for (Row turn : row.<Row>getList(index)) {
      List<ToolCall> calls = new ArrayList<>();
      if (!turn.isNullAt(2)) {
        for (Row call : turn.<Row>getList(2)) {
          calls.add(new ToolCall(null, call.getString(0), call.getString(1)));
        }
      }
      messages.add(
          new Message(
              Role.of(turn.getString(0)), turn.getString(1), null, null, calls, null, null));
    }
    return new Conversation(messages, List.of(), Map.of());
  }
}
