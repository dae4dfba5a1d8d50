package dev.palimpsest.audit.train;

/**
 * Progress of a run after one step.
 *
 * @param step from 1
 * @param steps of the run
 * @param loss mean of −ln p over the targets of the step, before the step changed the weights
 * @param learningRate of the step
 * @param tokensPerSecond tokens that went through the model since the run began, per second
 */
public record TrainStep(
    int step, int steps, double loss, double learningRate, double tokensPerSecond) {

  /** Is told of every step. */
  @FunctionalInterface
  public interface Listener {
    void onStep(TrainStep step);
  }
}
