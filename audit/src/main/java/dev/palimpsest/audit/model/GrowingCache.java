package dev.palimpsest.audit.model;

import java.util.ArrayList;
import java.util.List;

/** Keys and values of the positions seen so far; they outlive the runs of the forward passes. */
final class GrowingCache<T> implements KeyValueCache<T>, AutoCloseable {
  private static final int POSITION_AXIS = 2;

  private final TensorEngine<T> engine;
  private final List<KeyValue<T>> layers = new ArrayList<>();
  private int length;

  GrowingCache(TensorEngine<T> engine) {
    this.engine = engine;
  }

  @Override
  public int length() {
    return length;
  }

  /** Counts the positions that a pass over all layers has added. */
  void advance(int positions) {
    length += positions;
  }

  @Override
  public KeyValue<T> extend(int layer, T key, T value) {
    if (layer == layers.size()) {
      layers.add(new KeyValue<>(engine.keep(key), engine.keep(value)));
    } else {
      KeyValue<T> past = layers.get(layer);
      layers.set(layer, new KeyValue<>(append(past.key(), key), append(past.value(), value)));
    }
    return layers.get(layer);
  }

  @Override
  public void close() {
    for (KeyValue<T> layer : layers) {
      engine.free(layer.key());
      engine.free(layer.value());
    }
    layers.clear();
  }

  private T append(T past, T added) {
    T all = engine.keep(engine.ops().concatenate(past, added, POSITION_AXIS));
    engine.free(past);
    return all;
  }
}
