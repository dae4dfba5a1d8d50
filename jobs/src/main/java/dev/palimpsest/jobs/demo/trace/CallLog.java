package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Logs conversations call by call. Every answer of the agent is a call that carries all messages
 * before it, and things go wrong as they do in production: calls fail, are sent again, or are
 * logged twice.
 */
final class CallLog {

  private static final int RELOGGED_AFTER_SECONDS = 900;

  private final TraceOptions options;
  private final List<Entry> entries = new ArrayList<>();
  private int failed;
  private int retried;
  private int relogged;
  private int regenerated;
  private int rated;

  CallLog(TraceOptions options) {
    this.options = options;
  }

  /** Logs a conversation that begins at {@code start}, in seconds since 1970. */
  void add(Dialogue dialogue, Scenario scenario, long start, long seed) {
    Random random = new Random(seed);
    CallRecords records = new CallRecords(dialogue.facts().customer(), scenario, random);
    List<Message> messages = dialogue.messages();
    int rejectedAt =
        random.nextDouble() < options.regenerateShare() ? anyText(messages, random) : -1;
    int ratedAt = random.nextDouble() < options.feedbackShare() ? anyText(messages, random) : -1;
    long time = start;
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).role() != Role.ASSISTANT) {
        continue;
      }
      time += 8 + random.nextInt(60);
      List<Message> request = messages.subList(0, i);
      if (repeats(random)) {
        put(time, records.failure(time, request));
        failed++;
        time += 4;
      }
      boolean regenerates = i == rejectedAt && reject(dialogue, records, i, time);
      time += regenerates ? 15 : 0;
      ObjectNode call = records.answer(time, request, messages.get(i));
      if (regenerates) {
        call.withArray("feedback").add(Feedback.thumbs(1));
      } else if (i == ratedAt) {
        call.withArray("feedback").add(Feedback.rating(dialogue, random));
      }
      put(time, call);
      if (repeats(random)) {
        put(time + 3, records.answer(time + 3, request, messages.get(i)));
        retried++;
      }
      if (repeats(random)) {
        put(time + RELOGGED_AFTER_SECONDS, call);
        relogged++;
      }
    }
  }

  private boolean repeats(Random random) {
    return random.nextDouble() < options.repeatShare() / 3;
  }

  private boolean reject(Dialogue dialogue, CallRecords records, int index, long time) {
    Optional<Message> other = dialogue.reword(index);
    if (other.isEmpty()) {
      return false;
    }
    ObjectNode call = records.answer(time, dialogue.messages().subList(0, index), other.get());
    call.withArray("feedback").add(Feedback.thumbs(0));
    put(time, call);
    regenerated++;
    return true;
  }

  private static int anyText(List<Message> messages, Random random) {
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).role() == Role.ASSISTANT && messages.get(i).content() != null) {
        texts.add(i);
      }
    }
    return texts.get(random.nextInt(texts.size()));
  }

  private void put(long time, ObjectNode call) {
    rated += call.has("feedback") ? 1 : 0;
    entries.add(new Entry(time, call.toString()));
  }

  /** All records in the order in which they were logged. */
  List<String> lines() {
    return entries.stream().sorted(Comparator.comparingLong(Entry::time)).map(Entry::json).toList();
  }

  int failed() {
    return failed;
  }

  int retried() {
    return retried;
  }

  int relogged() {
    return relogged;
  }

  int regenerated() {
    return regenerated;
  }

  int rated() {
    return rated;
  }

  private record Entry(long time, String json) {}
}
