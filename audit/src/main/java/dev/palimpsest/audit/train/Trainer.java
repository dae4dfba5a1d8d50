package dev.palimpsest.audit.train;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** The training loop: batches, gradients, steps. */
final class Trainer {

  private final TrainOptions options;
  private final TrainableModel model;
  private final Batches batches;
  private final SavedRun saved;
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
      SavedRun saved,
      TrainStep.Listener listener) {
    this.options = options;
    this.model = model;
    this.batches = new Batches(rows, options.batchRows(), options.seed());
    this.saved = saved;
    this.listener = listener;
    int stepsPerEpoch = (batches.perEpoch() + options.accumulation() - 1) / options.accumulation();
    this.steps = Math.multiplyExact(stepsPerEpoch, options.epochs());
  }

  /** Trains the model in place, from where the run was saved. */
  Outcome run() throws IOException {
    try (PointerScope scope = new PointerScope();
        Gradients gradients = new Gradients(model, options.threads())) {
      AdamWOptimizer optimizer =
          new AdamWOptimizer(model.trained().values(), options.optimization());
      TrainState from = saved.restore(model, optimizer);
      resume(from);
      for (int epoch = 0; epoch < options.epochs(); epoch++) {
        List<List<TokenRow>> order = batches.nextEpoch(); // drawn for past epochs too
        if (epoch >= from.epoch()) {
          int first = epoch == from.epoch() ? from.batch() : 0;
          epoch(gradients, optimizer, epoch, first, order);
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

  private void resume(TrainState from) {
    started = System.nanoTime() - (long) (from.seconds() * 1e9);
    step = from.step();
    tokens = from.tokens();
    firstLoss = from.firstLoss();
    epochLoss = from.epochLoss();
    epochTargets = from.epochTargets();
  }

  private void epoch(
      Gradients gradients,
      AdamWOptimizer optimizer,
      int epoch,
      int from,
      List<List<TokenRow>> order)
      throws IOException {
    if (from == 0) {
      epochLoss = 0;
      epochTargets = 0;
    }
    for (int first = from; first < order.size(); first += options.accumulation()) {
      int end = Math.min(order.size(), first + options.accumulation());
      step(gradients, optimizer, order.subList(first, end));
      TrainState state =
          new TrainState(step, epoch, end, tokens, firstLoss, epochLoss, epochTargets, seconds());
      saved.saveIfDue(state, model, optimizer);
    }
  }

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
