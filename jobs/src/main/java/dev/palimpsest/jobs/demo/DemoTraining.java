package dev.palimpsest.jobs.demo;

import dev.palimpsest.audit.train.TrainOptions;
import java.nio.file.Path;

/** How the demonstration trains: two minutes on two cores. */
final class DemoTraining {

  private DemoTraining() {}

  static TrainOptions options(Path data, Path out, int epochs, long seed) {
    TrainOptions small = TrainOptions.small(data, out, seed);
    return new TrainOptions(
        data,
        out,
        small.start(),
        small.lossOn(),
        epochs,
        small.batchRows(),
        small.accumulation(),
        small.maximumTokens(),
        small.optimization(),
        seed,
        small.threads());
  }
}
