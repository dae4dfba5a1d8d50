package dev.palimpsest.audit.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Keys and values of the positions seen so far; they outlive the scopes of the forward passes. */
final class LibTorchCache implements KeyValueCache<Tensor>, AutoCloseable {
  private static final int POSITION_AXIS = 2;

  private final List<KeyValue<Tensor>> layers = new ArrayList<>();
  private int length;

  @Override
  public int length() {
    return length;
  }

  /** Counts the positions that a pass over all layers has added. */
  void advance(int positions) {
    length += positions;
  }

  @Override
  public KeyValue<Tensor> extend(int layer, Tensor key, Tensor value) {
    if (layer == layers.size()) {
      layers.add(new KeyValue<>(keep(key), keep(value)));
    } else {
      KeyValue<Tensor> past = layers.get(layer);
      layers.set(layer, new KeyValue<>(append(past.key(), key), append(past.value(), value)));
    }
    return layers.get(layer);
  }

  @Override
  public void close() {
    layers.forEach(
        layer -> {
          layer.key().releaseReference();
          layer.value().releaseReference();
        });
    layers.clear();
  }

  private static Tensor append(Tensor past, Tensor added) {
    Tensor all = keep(torch.cat(new TensorVector(past, added), POSITION_AXIS));
    past.releaseReference();
    return all;
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }
}
