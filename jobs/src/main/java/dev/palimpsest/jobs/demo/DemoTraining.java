package dev.palimpsest.jobs.demo;

import dev.palimpsest.audit.train.LossOn;
import dev.palimpsest.audit.train.ModelSize;
import dev.palimpsest.audit.train.Optimization;
import dev.palimpsest.audit.train.Start;
import dev.palimpsest.audit.train.TrainOptions;
import java.nio.file.Path;

/** How the demonstration trains: two minutes on two cores. */
final class DemoTraining {

  private static final int VOCABULARY = 2048;
  private static final int BATCH_ROWS = 8;
  private static final int MAXIMUM_TOKENS = 512;

  private DemoTraining() {}

  static TrainOptions options(Path data, Path out, int epochs, long seed) {
    return new TrainOptions(
        data,
        out,
        new Start.Scratch(ModelSize.small(), VOCABULARY),
        LossOn.ALL,
        epochs,
        BATCH_ROWS,
        1,
        MAXIMUM_TOKENS,
        Optimization.withRate(0.002),
        seed,
        Runtime.getRuntime().availableProcessors());
  }
}
