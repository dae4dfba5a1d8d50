package dev.palimpsest.audit.train;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** The training loop: batches, gradients, steps. */
final class Trainer {

  private final TrainOptions options;
  private final TrainableModel model;
  private final Batches batches;
  private final TrainStep.Listener listener;
  private final int steps;
  private int step;
  private long tokens;
  private double firstLoss;
  private double epochLoss;
  private long epochTargets;
  private long started;

  Trainer(
      TrainOptions options,
      TrainableModel model,
      List<TokenRow> rows,
      TrainStep.Listener listener) {
    this.options = options;
    this.model = model;
    this.batches = new Batches(rows, options.batchRows(), options.seed());
    this.listener = listener;
    int stepsPerEpoch = (batches.perEpoch() + options.accumulation() - 1) / options.accumulation();
    this.steps = Math.multiplyExact(stepsPerEpoch, options.epochs());
  }

  /** Trains the model in place. */
  Outcome run() {
    started = System.nanoTime();
    try (PointerScope scope = new PointerScope();
        Gradients gradients = new Gradients(model, options.threads())) {
      AdamWOptimizer optimizer =
          new AdamWOptimizer(model.trained().values(), options.optimization());
      for (int epoch = 0; epoch < options.epochs(); epoch++) {
        epochLoss = 0;
        epochTargets = 0;
        List<List<TokenRow>> order = batches.nextEpoch();
        for (int first = 0; first < order.size(); first += options.accumulation()) {
          int end = Math.min(order.size(), first + options.accumulation());
          step(gradients, optimizer, order.subList(first, end));
        }
      }
    }
    return new Outcome(steps, tokens, firstLoss, epochLoss / epochTargets, seconds());
  }

  /**
   * What came out.
   *
   * @param finalLoss mean over the targets of the last epoch
   */
  record Outcome(int steps, long tokens, double firstLoss, double finalLoss, double seconds) {}

  /** One step over several batches counts every target alike, as one large batch would. */
  private void step(Gradients gradients, AdamWOptimizer optimizer, List<List<TokenRow>> parts) {
    int targets = 0;
    for (List<TokenRow> part : parts) {
      targets += part.stream().mapToInt(TokenRow::targetCount).sum();
      tokens += part.stream().mapToInt(TokenRow::length).sum();
    }
    double sum = gradients.compute(parts, targets);
    double mean = sum / targets;
    if (!Double.isFinite(mean)) {
      throw new IllegalStateException(
          "training diverged: loss is %s at step %d of %d; lower the learning rate"
              .formatted(mean, step + 1, steps));
    }
    double rate = options.optimization().rate(step, steps);
    optimizer.step(rate);
    firstLoss = step == 0 ? mean : firstLoss;
    epochLoss += sum;
    epochTargets += targets;
    step++;
    listener.onStep(new TrainStep(step, steps, mean, rate, tokens / seconds()));
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }
}
