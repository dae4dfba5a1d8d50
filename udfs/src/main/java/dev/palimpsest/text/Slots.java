package dev.palimpsest.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The strings of a conversation, taken out and put back. */
public final class Slots {

  private Slots() {}

  /** Every string of {@code conversation}: messages first, then tools, then metadata. */
  public static List<Slot> of(Conversation conversation) {
    List<Slot> slots = new ArrayList<>();
    map(
        conversation,
        slot -> {
          slots.add(slot);
          return slot;
        });
    return slots;
  }

  /**
   * The conversation with other strings in the same places.
   *
   * @param texts one for each slot of {@link #of}, in its order
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Conversation replace(Conversation conversation, List<String> texts) {
    Iterator<String> next = texts.iterator();
    int[] used = {0};
    Conversation replaced =
        map(
            conversation,
            slot -> {
              used[0]++;
              return next.hasNext() ? new Slot(slot.field(), slot.place(), next.next()) : slot;
            });
    if (used[0] != texts.size()) {
      throw new IllegalArgumentException(
          "a conversation takes one text per string. Strings: "
              + used[0]
              + ", provided texts: "
              + texts.size());
    }
    return replaced;
  }

  private static Conversation map(Conversation conversation, UnaryOperator<Slot> change) {
    List<Message> messages = new ArrayList<>();
    for (Message message : conversation.messages()) {
      messages.add(map(message, "messages[" + messages.size() + "].", change));
    }
    List<Tool> tools = new ArrayList<>();
    for (Tool tool : conversation.tools()) {
      String at = "tools[" + tools.size() + "].";
      tools.add(
          new Tool(
              text(Field.TOOL_NAME, at + "name", tool.name(), change),
              optional(Field.TOOL_DESCRIPTION, at + "description", tool.description(), change),
              optional(Field.TOOL_PARAMETERS, at + "parameters", tool.parameters(), change)));
    }
    return new Conversation(messages, tools, map(conversation.metadata(), change));
  }

  private static Message map(Message message, String at, UnaryOperator<Slot> change) {
    Field name = message.role() == Role.TOOL ? Field.TOOL_NAME : Field.SPEAKER;
    String content = optional(Field.CONTENT, at + "content", message.content(), change);
    String reasoning = optional(Field.REASONING, at + "reasoning", message.reasoning(), change);
    String speaker = optional(name, at + "name", message.name(), change);
    List<ToolCall> calls = new ArrayList<>();
    for (ToolCall call : message.toolCalls()) {
      String inside = at + "tool_calls[" + calls.size() + "].";
      calls.add(
          new ToolCall(
              optional(Field.CALL_ID, inside + "id", call.id(), change),
              optional(Field.TOOL_NAME, inside + "name", call.name(), change),
              text(Field.ARGUMENTS, inside + "arguments", call.arguments(), change)));
    }
    String answered = optional(Field.CALL_ID, at + "tool_call_id", message.toolCallId(), change);
    return new Message(
        message.role(), content, reasoning, speaker, calls, answered, message.weight());
  }

  private static Map<String, String> map(Map<String, String> metadata, UnaryOperator<Slot> change) {
    List<String> keys = List.copyOf(metadata.keySet());
    Place map = Place.field("metadata");
    Map<String, String> changed = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    int index = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      Place key = map.key(index, keys);
      Place value = map.member(entry.getKey(), index, keys);
      String name = change.apply(new Slot(Field.METADATA_KEY, key, entry.getKey())).text();
      String text = change.apply(new Slot(Field.METADATA_VALUE, value, entry.getValue())).text();
      changed.put(Keys.unused(name, taken), text);
      index++;
    }
    return changed;
  }

  private static @Nullable String optional(
      Field field, String path, @Nullable String text, UnaryOperator<Slot> change) {
    return text == null ? null : text(field, path, text, change);
  }

  private static String text(Field field, String path, String text, UnaryOperator<Slot> change) {
    return change.apply(new Slot(field, Place.field(path), text)).text();
  }
}
