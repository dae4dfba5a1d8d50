package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small conversations for tests. */
final class Rows {

  private Rows() {}

  static Conversation of(Message... messages) {
    return new Conversation(List.of(messages), List.of(), Map.of());
  }

  static Message system(String text) {
    return Message.of(Role.SYSTEM, text);
  }

  static Message user(String text) {
    return Message.of(Role.USER, text);
  }

  static Message assistant(String text) {
    return Message.of(Role.ASSISTANT, text);
  }

  static Message call(String id, String name, String arguments) {
    return new Message(
        Role.ASSISTANT, null, null, null, List.of(new ToolCall(id, name, arguments)), null, null);
  }

  /** {@code count} words that are all different: prefix0 prefix1 …. */
  static String words(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
  }
}
