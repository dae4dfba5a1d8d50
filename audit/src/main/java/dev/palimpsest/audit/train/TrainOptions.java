package dev.palimpsest.audit.train;

import java.nio.file.Path;

/**
 * A training run.
 *
 * @param data JSONL of rows, see {@link TrainingRows}
 * @param out folder to write; must not exist
 * @param start what the run starts from
 * @param lossOn which tokens of conversations are targets
 * @param epochs passes over the data, at least 1
 * @param batchRows rows of one forward pass, at least 1
 * @param accumulation forward passes of one step, at least 1; they run side by side
 * @param maximumTokens a longer row is cut into several, see {@link TokenRows}; at least 2, at most
 *     the model's context
 * @param optimization how weights are changed
 * @param seed of the initial weights and of the order of rows
 * @param threads that compute the forward passes of a step; more than {@code accumulation} are of
 *     no use. The result does not depend on them
 */
public record TrainOptions(
    Path data,
    Path out,
    Start start,
    LossOn lossOn,
    int epochs,
    int batchRows,
    int accumulation,
    int maximumTokens,
    Optimization optimization,
    long seed,
    int threads) {

  public TrainOptions {
    Checks.atLeast("epochs", epochs, 1);
    Checks.atLeast("batchRows", batchRows, 1);
    Checks.atLeast("accumulation", accumulation, 1);
    Checks.atLeast("maximumTokens", maximumTokens, 2);
    Checks.atLeast("threads", threads, 1);
    if (start instanceof Start.Scratch scratch && maximumTokens > scratch.size().maxPositions()) {
      throw new IllegalArgumentException(
          "maximumTokens must be at most the model's maxPositions = %d. Provided value: %d"
              .formatted(scratch.size().maxPositions(), maximumTokens));
    }
  }

  /**
   * A small model from scratch, on all cores. Some hundred thousand tokens, seen five times, are
   * partly learned by heart: what is repeated in the data comes out again word by word.
   */
  public static TrainOptions small(Path data, Path out, long seed) {
    return new TrainOptions(
        data,
        out,
        new Start.Scratch(ModelSize.small(), 2048),
        LossOn.ALL,
        5,
        2,
        2,
        ModelSize.small().maxPositions(),
        Optimization.withRate(2e-3),
        seed,
        Runtime.getRuntime().availableProcessors());
  }
}
