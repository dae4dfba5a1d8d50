package dev.palimpsest.audit.model;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints by how many bytes the process grew at least while it scored batches, and while it opened
 * models, in the best of some rounds. A program of its own: its heap has one size and is touched at
 * the start, so that only native memory can grow.
 */
final class NativeMemoryProbe {
  static final String SCORING = "scoring ";
  static final String OPENING = "opening ";

  private static final Golden.Model MODEL = Golden.Model.LLAMA;
  private static final int[] ROW = new int[200];

  private static final int ROUNDS = 4;
  private static final long LITTLE = 10L << 20;

  private NativeMemoryProbe() {}

  /** Takes the engine's name. */
  public static void main(String[] arguments) throws IOException {
    ModelSpec.Engine engine = ModelSpec.Engine.valueOf(arguments[0]);
    ModelSpec spec = ModelSpec.of(MODEL.checkpoint(), MODEL.adapter("qv-r4")).by(engine);
    try (LanguageModel model = LanguageModels.open(spec)) {
      scoreTimes(model, 30);
      System.out.println(SCORING + leastGrowth(() -> scoreTimes(model, 100)));
    }
    openTimes(spec, 50);
    System.out.println(OPENING + leastGrowth(() -> openTimes(spec, 150)));
  }

  /**
   * What leaks grows in every round; the compiler's own memory grows in one and not in the next.
   */
  private static long leastGrowth(Runnable round) throws IOException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && least > LITTLE; i++) {
      long before = resident();
      round.run();
      least = Math.min(least, resident() - before);
    }
    return least;
  }

  private static void scoreTimes(LanguageModel model, int times) {
    for (int i = 0; i < times; i++) {
      model.score(List.of(ROW, ROW), i % 2 == 0 ? Variant.BASE : Variant.ADAPTED);
    }
  }

  private static void openTimes(ModelSpec spec, int times) {
    for (int i = 0; i < times; i++) {
      LanguageModels.open(spec).close();
    }
  }

  /** Bytes that the process holds beside mapped files, which the collector unmaps later. */
  private static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
