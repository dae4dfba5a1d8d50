package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TensorEntry;
import dev.palimpsest.audit.checkpoint.TensorReader;
import dev.palimpsest.audit.model.Positions.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's ND4J, for a second opinion on libtorch's numbers and for clusters that have it
 * already. What it cannot do: half precision, differentiation (so no {@code train}), fused
 * attention, and graphics cards other than those of compute capability 3.7 to 8.6.
 */
final class Nd4jEngine implements TensorEngine<INDArray> {
  private final Nd4jOps ops = new Nd4jOps();
  private final List<INDArray> owned = new ArrayList<>();

  /**
   * @throws DeviceException if it cannot compute in {@code type} on {@code device}
   */
  Nd4jEngine(ComputeType type, Device device) {
    if (type != ComputeType.FP32) {
      throw new IllegalArgumentException(
          "the engine dl4j computes in fp32 alone. Leave out the type, or use the engine libtorch. Provided value: "
              + type);
    }
    Nd4jBackend.prepare(device);
  }

  @Override
  public Nd4jOps ops() {
    return ops;
  }

  @Override
  public INDArray read(TensorEntry entry) {
    long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
    INDArray tensor = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    owned.add(tensor);
    TensorReader.read(
        entry, (piece, first) -> Nd4jBackend.copy(piece, entry.type(), tensor, first));
    return tensor;
  }

  @Override
  public INDArray mix(List<TensorEntry> entries, double[] factors) {
    INDArray sum = read(entries.get(0)).muli(factors[0]);
    for (int i = 1; i < factors.length; i++) {
      try (INDArray term = read(entries.get(i))) {
        owned.remove(owned.size() - 1);
        sum.addi(term.muli(factors[i]));
      }
    }
    return sum;
  }

  @Override
  public <R> R run(Supplier<R> body) {
    try (Nd4jScope scope = Nd4jScope.open()) {
      return body.get();
    }
  }

  @Override
  public INDArray keep(INDArray made) {
    return Nd4jScope.release(made);
  }

  @Override
  public void free(INDArray kept) {
    kept.close();
  }

  @Override
  public INDArray select(INDArray hidden, int[] positions) {
    INDArray rows = Nd4jOps.empty(positions.length, hidden.size(-1));
    Nd4j.pullRows(Nd4jOps.matrix(hidden), rows, 1, positions);
    return rows;
  }

  @Override
  public void reduce(INDArray logits, int[] gold, Target[] targets) {
    int vocabulary = (int) logits.size(1);
    float[] values = values(logits);
    LogitReduction reduction = new LogitReduction(vocabulary);
    for (int i = 0; i < gold.length; i++) {
      reduction.reduce(values, i * vocabulary, gold[i], targets[i]);
    }
  }

  @Override
  public float[] values(INDArray tensor) {
    return Nd4jBackend.values(tensor);
  }

  @Override
  public void close() {
    owned.forEach(INDArray::close);
    owned.clear();
  }
}
