package dev.palimpsest.audit.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Loss and gradients of several batches, computed side by side. Each batch is computed by one
 * thread, and gradients are added in the order of the batches, so the sums are the same however
 * many threads there are.
 */
final class Gradients implements AutoCloseable {

  private static final int LONGEST_PASS_SECONDS = 60;

  private final TrainableModel model;
  private final Loss loss;
  private final ExecutorService workers;
  private final Thread hook = new Thread(this::finish, "training-shutdown");

  Gradients(TrainableModel model, int threads) {
    this.model = model;
    this.loss = new Loss(model.ops(), model.architecture());
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "training");
              thread.setDaemon(true);
              return thread;
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Sets the gradient of every trained tensor to that of the mean loss over {@code targets}.
   *
   * @param targets number of targets in all batches together
   * @return sum of −ln p over all targets
   */
  double compute(List<List<TokenRow>> batches, int targets) {
    List<Future<Part>> futures = new ArrayList<>();
    for (List<TokenRow> batch : batches) {
      futures.add(workers.submit(() -> part(batch, targets)));
    }
    List<Tensor> trained = List.copyOf(model.trained().values());
    double sum = 0;
    for (int i = 0; i < futures.size(); i++) {
      try (PointerScope scope = new PointerScope()) {
        Part part = await(futures.get(i));
        scope.attach(part.gradients);
        part.gradients.releaseReference();
        sum += part.sum;
        for (int t = 0; t < trained.size(); t++) {
          Tensor gradient = part.gradients.get(t);
          if (i == 0) {
            trained.get(t).mutable_grad().put(gradient);
          } else {
            trained.get(t).mutable_grad().add_(gradient);
          }
        }
      }
    }
    return sum;
  }

  private Part part(List<TokenRow> batch, int targets) {
    try (PointerScope scope = new PointerScope()) {
      Tensor sum = loss.sum(batch);
      Tensor mean = sum.div(new Scalar((double) targets));
      TensorVector trained = new TensorVector(model.trained().values().toArray(new Tensor[0]));
      TensorVector gradients = torch.grad(new TensorVector(mean), trained);
      gradients.retainReference();
      return new Part(sum.item_double(), gradients);
    }
  }

  private static Part await(Future<Part> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training step failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  /** Ends the threads when the work that has begun is done. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs already: it waits for the same threads.
    }
  }

  /** libtorch crashes when the process ends while a thread is in it, so an interrupt waits. */
  private void finish() {
    workers.shutdown();
    try {
      workers.awaitTermination(LONGEST_PASS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What one batch gave; the gradients are owned by whoever takes it. */
  private record Part(double sum, TensorVector gradients) {}
}
