package dev.palimpsest.audit.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private final TrainableModel model;
  private final Loss loss;
  private final ExecutorService workers;

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

  /** Ends the threads, waiting for work that has begun. */
  @Override
  public void close() {
    workers.shutdown();
  }

  /** What one batch gave; the gradients are owned by whoever takes it. */
  private record Part(double sum, TensorVector gradients) {}
}
