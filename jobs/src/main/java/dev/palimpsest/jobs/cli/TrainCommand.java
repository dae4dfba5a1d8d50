package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.checkpoint.CheckpointException;
import dev.palimpsest.audit.train.LossOn;
import dev.palimpsest.audit.train.ModelSize;
import dev.palimpsest.audit.train.Optimization;
import dev.palimpsest.audit.train.SaveInterval;
import dev.palimpsest.audit.train.Start;
import dev.palimpsest.audit.train.Train;
import dev.palimpsest.audit.train.TrainOptions;
import dev.palimpsest.audit.train.TrainResult;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description =
        "Small training runs: from scratch, a checkpoint trained further, or a low-rank adapter.")
final class TrainCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "JSONL of {messages, tools} or {text}.")
  Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write; must not exist.")
  Path out = Path.of("");

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Checkpoint to start from. Default: from scratch.")
  @Nullable Path base;

  @Option(
      names = "--lora",
      paramLabel = "RANK",
      description = "Train a low-rank adapter of this rank instead of all weights.")
  @Nullable Integer rank;

  @Option(names = "--lora-alpha", paramLabel = "N", description = "Default: twice the rank.")
  @Nullable Double alpha;

  @Option(
      names = "--lora-modules",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj",
      description = "Linear layers to change. Default: ${DEFAULT-VALUE}.")
  List<String> modules = List.of();

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Tokens to learn, from scratch. Default: ${DEFAULT-VALUE}.")
  int vocabulary;

  @Option(
      names = "--loss-on",
      paramLabel = "WHAT",
      defaultValue = "all",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  LossOn lossOn = LossOn.ALL;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Default: ${DEFAULT-VALUE}.")
  int epochs;

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      defaultValue = "8",
      description = "Default: ${DEFAULT-VALUE}.")
  int batchRows;

  @Option(
      names = "--accumulation",
      paramLabel = "N",
      defaultValue = "1",
      description = "Batches of one step. Default: ${DEFAULT-VALUE}.")
  int accumulation;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "Longer rows are cut. Default: ${DEFAULT-VALUE}.")
  int maximumTokens;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.002",
      description = "Peak. Default: ${DEFAULT-VALUE}.")
  double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--save-every",
      paramLabel = "STEPS",
      defaultValue = "100",
      description =
          "The run is saved beside DIR; the same command goes on there. Default: ${DEFAULT-VALUE}.")
  int saveEvery;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
  @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    try {
      Progress progress = new Progress("train");
      TrainResult result =
          Train.run(
              options(),
              new SaveInterval(saveEvery),
              step ->
                  progress.at(
                      step.step(),
                      step.steps(),
                      String.format(
                          Locale.ROOT,
                          "loss %.3f, %.0f tokens/s",
                          step.loss(),
                          step.tokensPerSecond())));
      progress.end();
      Console.say(
          String.format(
              Locale.ROOT,
              "train: %d parameters, %d steps, loss %.3f → %.3f, %s",
              result.parameters(),
              result.steps(),
              result.firstLoss(),
              result.finalLoss(),
              result.folder()));
      return ExitCodes.DONE;
    } catch (CheckpointException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new UserException("train: " + e.getMessage(), e);
    }
  }

  private TrainOptions options() {
    if (rank != null && base == null) {
      throw new UserException("--lora changes a checkpoint: give --base DIR too.");
    }
    Start start =
        base == null
            ? new Start.Scratch(ModelSize.small(), vocabulary)
            : rank == null
                ? new Start.Full(base)
                : new Start.LowRank(base, rank, alpha == null ? 2.0 * rank : alpha, modules);
    return new TrainOptions(
        data,
        out,
        start,
        lossOn,
        epochs,
        batchRows,
        accumulation,
        maximumTokens,
        Optimization.withRate(learningRate),
        seed,
        threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }
}
