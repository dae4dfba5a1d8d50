package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A message that takes part in comparisons, in the form in which it is compared.
 *
 * <p>Reasoning takes no part: clients leave it out of the history that they send with the next
 * call, so that no history would ever equal the start of its continuation.
 *
 * @param role any but system
 * @param folded the text, {@linkplain Folding#fold folded}; empty when there is none
 * @param calls name and arguments of each tool call, canonical, in order
 */
record Turn(Role role, String folded, List<Call> calls) {

  /**
   * A tool call as it is compared.
   *
   * @param name normal text
   * @param arguments {@linkplain CanonicalArguments canonical}
   */
  record Call(String name, String arguments) {

    static Call of(ToolCall call) {
      String name = call.name();
      return new Call(
          name == null ? "" : Folding.normal(name), CanonicalArguments.of(call.arguments()));
    }

    @Override
    public String toString() {
      return "Call[" + arguments.length() + " chars]";
    }
  }

  /** The messages of {@code conversation} other than system messages, in order. */
  static List<Turn> of(Conversation conversation) {
    List<Turn> turns = new ArrayList<>(conversation.messages().size());
    for (Message message : conversation.messages()) {
      if (message.role() != Role.SYSTEM) {
        String content = message.content();
        turns.add(
            new Turn(
                message.role(),
                content == null ? "" : Folding.fold(content),
                message.toolCalls().stream().map(Call::of).toList()));
      }
    }
    return turns;
  }

  /** Whether no turn holds a call or anything but white space. */
  static boolean allEmpty(List<Turn> turns) {
    return turns.stream().allMatch(turn -> turn.calls.isEmpty() && Folding.isBlank(turn.folded));
  }

  /** Bytes that two turns share exactly when they are equal. */
  byte[] encoded() {
    List<String> parts = new ArrayList<>(2 + 2 * calls.size());
    parts.add(role.text());
    parts.add(Folding.collapse(folded));
    for (Call call : calls) {
      parts.add(call.name());
      parts.add(call.arguments());
    }
    return encode(parts);
  }

  /** Each part as its length in chars and its chars, little-endian, lone surrogates included. */
  static byte[] encode(List<String> parts) {
    int size = parts.stream().mapToInt(part -> Integer.BYTES + 2 * part.length()).sum();
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (String part : parts) {
      buffer.putInt(part.length());
      // As an array it is copied at once, as a string char by char.
      buffer.asCharBuffer().put(part.toCharArray());
      buffer.position(buffer.position() + 2 * part.length());
    }
    return buffer.array();
  }

  @Override
  public String toString() {
    return "Turn[" + role.text() + ", " + calls.size() + " calls]";
  }
}
