package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TensorEntry;
import dev.palimpsest.audit.checkpoint.TensorReader;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Reads tensors into native memory and owns them. */
final class LibTorchWeights implements AutoCloseable {
  private final List<Tensor> owned = new ArrayList<>();
  private final Device device;

  /**
   * @param device whose memory holds them
   */
  LibTorchWeights(Device device) {
    this.device = device;
  }

  /** The tensor in {@code type}, whatever the file stores. */
  Tensor read(TensorEntry entry, ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
      Tensor tensor = torch.empty(shape, options(type), null);
      Tensor flat = tensor.view(-1);
      TensorReader.read(entry, (piece, first) -> LibTorch.copy(piece, entry.type(), flat, first));
      return own(tensor);
    }
  }

  /** Σ factor · tensor, summed in single precision and rounded to {@code type}. */
  Tensor mix(List<TensorEntry> entries, double[] factors, ScalarType type) {
    try (PointerScope scope = new PointerScope();
        LibTorchWeights temporary = new LibTorchWeights(device)) {
      Tensor sum = term(temporary, entries.get(0), factors[0]);
      for (int i = 1; i < factors.length; i++) {
        sum = sum.add(term(temporary, entries.get(i), factors[i]));
      }
      return own(sum.to(type));
    }
  }

  private static Tensor term(LibTorchWeights holder, TensorEntry entry, double factor) {
    return holder.read(entry, ScalarType.Float).mul(new Scalar(factor));
  }

  private TensorOptions options(ScalarType type) {
    return new TensorOptions(type).device(new DeviceOptional(device));
  }

  /** Keeps {@code tensor} beyond the open scope, until this is closed. */
  private Tensor own(Tensor tensor) {
    tensor.retainReference();
    owned.add(tensor);
    return tensor;
  }

  @Override
  public void close() {
    owned.forEach(Tensor::releaseReference);
    owned.clear();
  }
}
