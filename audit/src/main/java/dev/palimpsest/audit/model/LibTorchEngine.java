package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TensorEntry;
import dev.palimpsest.audit.model.Positions.Target;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** libtorch through JavaCPP, on the processor or on a graphics card. */
final class LibTorchEngine implements TensorEngine<Tensor> {
  private final LibTorchOps ops;
  private final ScalarType type;
  private final LibTorchWeights weights;

  /**
   * @throws DeviceException if this build or this machine has no such device
   */
  LibTorchEngine(ComputeType type, Device device) {
    this.ops = new LibTorchOps(type, device);
    this.type = LibTorch.scalarType(type);
    this.weights = new LibTorchWeights(ops.device());
  }

  @Override
  public LibTorchOps ops() {
    return ops;
  }

  @Override
  public Tensor read(TensorEntry entry) {
    return weights.read(entry, type);
  }

  @Override
  public Tensor mix(List<TensorEntry> entries, double[] factors) {
    return weights.mix(entries, factors, type);
  }

  @Override
  public <R> R run(Supplier<R> body) {
    int threads = torch.get_num_threads();
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      torch.set_num_threads(1);
      return body.get();
    } finally {
      torch.set_num_threads(threads);
    }
  }

  @Override
  public Tensor keep(Tensor made) {
    made.retainReference();
    return made;
  }

  @Override
  public void free(Tensor kept) {
    kept.releaseReference();
  }

  @Override
  public Tensor select(Tensor hidden, int[] positions) {
    Tensor wanted = ops.ids(positions, positions.length);
    return hidden.view(-1, hidden.size(-1)).index_select(0, wanted);
  }

  @Override
  public void reduce(Tensor logits, int[] gold, Target[] targets) {
    LibTorchStatistics.compute(logits, gold, targets);
  }

  @Override
  public float[] values(Tensor tensor) {
    Tensor plain = tensor.to(ScalarType.Float).cpu().contiguous();
    float[] values = new float[(int) plain.numel()];
    new FloatPointer(plain.data_ptr()).get(values);
    return values;
  }

  @Override
  public void close() {
    weights.close();
  }
}
