package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Adapter;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.GemmaConfig;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.checkpoint.TensorEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Device memory that a model takes, known from its files' headers before anything is loaded. With b
 * bytes per number (4 in fp32, 2 in bf16), T positions of a batch and V vocabulary:
 *
 * <pre>
 * weights  = b · Σ elements of every parameter
 * adapters = b · Σ elements of A, B and replaced modules
 * batch    = b · T · max over layers of Σ (rows + columns) of the layer's matrices
 *          + b · T · min(T, context) · (1 + 3 · heads where attention is soft-capped)
 *          + (b + 4) · min(T · V, 2²⁴)
 * total    = weights + adapters + batches · batch + 1 GiB for CUDA itself on a graphics card
 * </pre>
 *
 * What a layer's matrices take and give is alive together at most; a mask, and the scores where no
 * fused kernel computes attention, grow with the square; logits are held in pieces. A row longer
 * than the batch is computed alone and is not in the sum.
 *
 * @param weights bytes
 * @param adapters bytes
 * @param batches bytes of all batches that are computed at the same time
 * @param reserve bytes that the device's own software takes
 */
public record ModelMemory(long weights, long adapters, long batches, long reserve) {

  /** What CUDA's context and its matrix libraries take; an estimate. */
  private static final long CUDA_RESERVE = 1L << 30;

  private static final Pattern LAYER = Pattern.compile("(.*?\\.[0-9]+)\\..*");

  /**
   * Memory of a model that is not loaded yet.
   *
   * @param positions T of a batch
   * @param batches that are computed at the same time
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if a folder cannot be used
   */
  public static ModelMemory of(ModelSpec spec, int positions, int batches) {
    Checkpoint checkpoint = Checkpoint.open(spec.checkpoint());
    long bytes = bytes(spec.type());
    long adapters = 0;
    for (AdapterUse use : spec.adapters()) {
      Adapter adapter = Adapter.open(use.folder(), checkpoint);
      for (TensorEntry replaced : adapter.replacements().values()) {
        adapters += bytes * elements(replaced.shape());
      }
      for (Adapter.Change change : adapter.changes().values()) {
        adapters += bytes * (elements(change.down().shape()) + elements(change.up().shape()));
      }
    }
    return new ModelMemory(
        bytes * elements(checkpoint.config()),
        adapters,
        batches * batch(checkpoint.config(), bytes, positions),
        switch (spec.device().kind()) {
          case CPU -> 0;
          case CUDA -> CUDA_RESERVE;
        });
  }

  /** All of it, in bytes. */
  public long total() {
    return weights + adapters + batches + reserve;
  }

  /**
   * Refuses a model that does not fit.
   *
   * @param free bytes of the device; without a figure nothing is refused
   * @throws DeviceException with the sum
   */
  public void requireFits(Device device, OptionalLong free) {
    if (free.isPresent() && total() > free.getAsLong()) {
      throw new DeviceException(
          "The model needs %s on %s (weights %s, adapters %s, batches %s, device software %s) and %s are free. Use --dtype bf16, fewer signals.batch-tokens, or a device with more memory."
              .formatted(
                  mebibytes(total()),
                  device,
                  mebibytes(weights),
                  mebibytes(adapters),
                  mebibytes(batches),
                  mebibytes(reserve),
                  mebibytes(free.getAsLong() & ~((1L << 20) - 1))));
    }
  }

  /** Bytes of one batch. */
  static long batch(ModelConfig config, long bytes, long positions) {
    Map<String, Long> widths = new HashMap<>();
    config
        .parameters()
        .forEach(
            (name, shape) -> {
              Matcher layer = LAYER.matcher(name);
              if (layer.matches() && shape.size() == 2) {
                widths.merge(layer.group(1), shape.get(0) + shape.get(1), Long::sum);
              }
            });
    long widest = widths.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long square = positions * Math.min(positions, config.maxPositions());
    long scores =
        config instanceof GemmaConfig gemma && gemma.attentionCap() > 0 ? 3L * gemma.heads() : 0;
    long logits = Math.min(positions * config.vocabularySize(), TensorModel.LOGITS);
    return bytes * positions * widest
        + bytes * square * (1 + scores)
        + (bytes + Float.BYTES) * logits;
  }

  private static long elements(ModelConfig config) {
    return config.parameters().values().stream().mapToLong(ModelMemory::elements).sum();
  }

  private static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  private static long bytes(ComputeType type) {
    return switch (type) {
      case FP32 -> 4;
      case BF16 -> 2;
    };
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
  }
}
