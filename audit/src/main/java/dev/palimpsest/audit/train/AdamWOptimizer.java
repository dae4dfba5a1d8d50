package dev.palimpsest.audit.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's AdamW over a set of tensors, of which vectors are not decayed. Owned by the scope in
 * which it is made.
 */
final class AdamWOptimizer {

  private static final double EUCLIDEAN = 2;

  private final Optimization optimization;
  private final TensorVector all;
  private final List<AdamW> optimizers = new ArrayList<>();

  AdamWOptimizer(Collection<Tensor> tensors, Optimization optimization) {
    this.optimization = optimization;
    this.all = vector(tensors);
    add(tensors.stream().filter(tensor -> tensor.dim() > 1).toList(), optimization.weightDecay());
    add(tensors.stream().filter(tensor -> tensor.dim() <= 1).toList(), 0);
  }

  private void add(List<Tensor> tensors, double weightDecay) {
    if (!tensors.isEmpty()) {
      AdamWOptions options = new AdamWOptions(optimization.learningRate());
      setBetas(options);
      options.weight_decay().put(weightDecay);
      optimizers.add(new AdamW(vector(tensors), options));
    }
  }

  /**
   * The two numbers are the memory of a {@code std::tuple}, whose order depends on the C++ library:
   * the defaults, 0.9 and 0.999, show it.
   */
  private void setBetas(AdamWOptions options) {
    DoublePointer betas = options.betas();
    boolean inOrder = betas.get(0) < betas.get(1);
    betas.put(inOrder ? 0 : 1, optimization.beta1());
    betas.put(inOrder ? 1 : 0, optimization.beta2());
  }

  private static TensorVector vector(Collection<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  /** Clips the gradients and takes a step at {@code rate}. */
  void step(double rate) {
    torch.clip_grad_norm_(all, optimization.maximumNorm(), EUCLIDEAN, false);
    for (AdamW optimizer : optimizers) {
      optimizer.param_groups().get(0).options().set_lr(rate);
      optimizer.step();
    }
  }

  /** Writes the moments and the number of steps. */
  void write(OutputArchive archive) {
    for (int i = 0; i < optimizers.size(); i++) {
      OutputArchive part = new OutputArchive();
      optimizers.get(i).save(part);
      archive.write("group" + i, part);
    }
  }

  /** Goes on where the optimizer was that was written; its tensors must be alike. */
  void read(InputArchive archive) {
    for (int i = 0; i < optimizers.size(); i++) {
      InputArchive part = new InputArchive();
      archive.read("group" + i, part);
      optimizers.get(i).load(part);
    }
  }
}
