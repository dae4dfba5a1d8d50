package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A conversation while it is played: what is said is drawn from the grammar, turn by turn. */
final class Dialogue {

  private final Grammar grammar;
  private final Facts facts;
  private final Random wording;
  private final Random ids;
  private final List<Message> messages = new ArrayList<>();
  private final Map<Integer, String> rules = new HashMap<>();

  /**
   * @param wording decides what is said; equal generators give equal words
   * @param ids makes the ids of tool calls
   */
  Dialogue(Grammar grammar, Facts facts, Random wording, Random ids) {
    this.grammar = grammar;
    this.facts = facts;
    this.wording = wording;
    this.ids = ids;
    say(Role.SYSTEM, "system");
  }

  void user(String rule) {
    say(Role.USER, rule);
  }

  void assistant(String rule) {
    rules.put(messages.size(), rule);
    say(Role.ASSISTANT, rule);
  }

  /** A question and its answer, of rules that are numbered in pairs from 1 to {@code count}. */
  void exchange(String question, String answer, int count) {
    String number = "_" + (1 + wording.nextInt(count));
    user(question + number);
    assistant(answer + number);
  }

  private void say(Role role, String rule) {
    messages.add(Message.of(role, grammar.expand(rule, facts.slots(), wording)));
  }

  /** The agent calls a tool, and the tool answers. */
  void call(SupportTool tool, ObjectNode arguments, ObjectNode result) {
    String id = "call_" + Tokens.alphanumeric(24, ids);
    ToolCall call = new ToolCall(id, tool.text(), arguments.toString());
    messages.add(new Message(Role.ASSISTANT, null, null, null, List.of(call), null, null));
    messages.add(new Message(Role.TOOL, result.toString(), null, tool.text(), List.of(), id, null));
  }

  /** True with a probability of {@code share}. */
  boolean chance(double share) {
    return wording.nextDouble() < share;
  }

  Facts facts() {
    return facts;
  }

  /** The first user turn with a sentence of courtesy added: a small edit, early on. */
  void addCourtesy() {
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() == Role.USER) {
        String courtesy = grammar.expand("courtesy", facts.slots(), ids);
        messages.set(i, Message.of(Role.USER, message.content() + " " + courtesy));
        return;
      }
    }
  }

  /** Another wording of the agent's text at {@code index}; empty if none was found. */
  Optional<Message> reword(int index) {
    String rule = rules.get(index);
    for (int attempt = 0; rule != null && attempt < 8; attempt++) {
      Message other = Message.of(Role.ASSISTANT, grammar.expand(rule, facts.slots(), ids));
      if (!other.equals(messages.get(index))) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** Something said about the conversation, not in it. */
  String remark(String rule, Random random) {
    return grammar.expand(rule, facts.slots(), random);
  }

  /** What was said so far. */
  List<Message> messages() {
    return List.copyOf(messages);
  }
}
