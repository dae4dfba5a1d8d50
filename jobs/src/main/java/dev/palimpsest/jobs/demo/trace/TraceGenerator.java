package dev.palimpsest.jobs.demo.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates the log of a gateway, in the {@code openai-chat} format. */
public final class TraceGenerator {

  /** Conversations begin within two weeks from 3 March 2025, 08:00 UTC on. */
  private static final long FIRST_START = 1_740_988_800L;

  private static final int START_RANGE_SECONDS = 14 * 24 * 3600;

  private final TraceOptions options;
  private final Grammar grammar;
  private final Random random;
  private final List<Customer> customers;
  private final CallLog log;
  private final PersonalValues values = new PersonalValues();
  private int editedCopies;
  private int renamedCopies;

  private TraceGenerator(TraceOptions options) {
    this.options = options;
    this.grammar = grammar();
    this.random = new Random(options.seed());
    this.customers =
        new Customers(grammar, random).invent(Math.max(2, options.conversations() * 3 / 4));
    this.log = new CallLog(options);
  }

  /** The grammar of everything that is said. */
  static Grammar grammar() {
    return Grammar.load(
        "words.grammar", "common.grammar", "order.grammar", "account.grammar", "plan.grammar");
  }

  /**
   * Writes one JSON record per line, in the order of logging; a file that is there is replaced.
   *
   * @throws IOException if {@code file} cannot be written
   */
  public static TraceTruth write(Path file, TraceOptions options) throws IOException {
    TraceGenerator generator = new TraceGenerator(options);
    generator.play();
    List<String> lines = generator.log.lines();
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (String line : lines) {
        writer.write(line);
        writer.write('\n');
      }
    }
    return generator.truth(lines.size());
  }

  private void play() {
    List<Original> templates = new ArrayList<>();
    for (int i = 0; i < options.conversations(); i++) {
      Scenario scenario = Scenario.values()[random.nextInt(Scenario.values().length)];
      Original original =
          new Original(scenario, random.nextInt(customers.size()), random.nextLong());
      if (Scenario.TEMPLATES.contains(scenario)) {
        templates.add(original);
      }
      record(original.play(customers.get(original.customer)), scenario);
    }
    long copies = Math.round(options.copyShare() * options.conversations());
    for (int i = 0; i < copies && !templates.isEmpty(); i++) {
      copy(templates.get(random.nextInt(templates.size())));
    }
  }

  private void copy(Original original) {
    int step = 1 + random.nextInt(customers.size() - 1);
    Dialogue dialogue = original.play(customers.get((original.customer + step) % customers.size()));
    if (random.nextBoolean()) {
      dialogue.addCourtesy();
      editedCopies++;
    } else {
      renamedCopies++;
    }
    record(dialogue, original.scenario);
  }

  private void record(Dialogue dialogue, Scenario scenario) {
    values.collect(dialogue);
    log.add(
        dialogue, scenario, FIRST_START + random.nextInt(START_RANGE_SECONDS), random.nextLong());
  }

  private TraceTruth truth(int lines) {
    return new TraceTruth(
        lines,
        options.conversations(),
        editedCopies,
        renamedCopies,
        log.failed(),
        log.retried(),
        log.relogged(),
        log.regenerated(),
        log.rated(),
        values.sorted());
  }

  /** A conversation that can be played again by another customer. */
  private final class Original {

    private final Scenario scenario;
    private final int customer;
    private final long wordingSeed;

    Original(Scenario scenario, int customer, long wordingSeed) {
      this.scenario = scenario;
      this.customer = customer;
      this.wordingSeed = wordingSeed;
    }

    Dialogue play(Customer by) {
      Random wording = new Random(wordingSeed);
      Identification[] all = Identification.values();
      Identification identification =
          Scenario.TEMPLATES.contains(scenario)
              ? Identification.EMAIL
              : all[wording.nextInt(all.length)];
      Facts facts = new Facts(by, identification, grammar, wording);
      Dialogue dialogue = new Dialogue(grammar, facts, wording, new Random(random.nextLong()));
      scenario.play(dialogue);
      return dialogue;
    }
  }
}
