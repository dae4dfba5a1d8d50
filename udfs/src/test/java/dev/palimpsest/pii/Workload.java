package dev.palimpsest.pii;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the scanner's speed is measured on: made by code from a seed, the same in every run. */
enum Workload {
  /** Conversations of an agent with tools: prompts, JSON, prose, some personal data. */
  TRACE {
    @Override
    List<List<Slot>> slots(BenchmarkTexts texts) {
      List<List<Slot>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Conversation conversation = texts.conversation();
        all.add(Slots.of(conversation));
      }
      return all;
    }
  },

  /** Short texts of which every sentence has some personal datum. */
  DENSE {
    @Override
    List<List<Slot>> slots(BenchmarkTexts texts) {
      List<List<Slot>> all = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        all.add(List.of(Slot.plain(texts.letter())));
      }
      return all;
    }
  },

  /** Prose in which nothing is found. */
  CLEAN {
    @Override
    List<List<Slot>> slots(BenchmarkTexts texts) {
      List<List<Slot>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(List.of(Slot.plain(texts.prose(3000))));
      }
      return all;
    }
  };

  /**
   * Texts ready to be scanned.
   *
   * @param leaves by conversation
   * @param bytes of the texts in UTF-8
   * @param characters of the texts, in UTF-16 units
   * @param planted values of which a scanner must cover every one
   */
  record Texts(List<List<Leaf>> leaves, long bytes, long characters, List<String> planted) {}

  static final long SEED = 20240515;

  abstract List<List<Slot>> slots(BenchmarkTexts texts);

  Texts texts() {
    BenchmarkTexts texts = new BenchmarkTexts(SEED);
    List<List<Leaf>> leaves = new ArrayList<>();
    long bytes = 0;
    long characters = 0;
    for (List<Slot> slots : slots(texts)) {
      List<Leaf> ofConversation = new ArrayList<>();
      for (Slot slot : slots) {
        bytes += slot.text().getBytes(StandardCharsets.UTF_8).length;
        characters += slot.text().length();
        ofConversation.addAll(Leaves.of(slot));
      }
      leaves.add(ofConversation);
    }
    return new Texts(leaves, bytes, characters, texts.planted());
  }
}
