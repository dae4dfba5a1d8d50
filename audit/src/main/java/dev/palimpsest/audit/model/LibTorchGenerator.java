package dev.palimpsest.audit.model;

import java.util.Arrays;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Continues one text, a token at a time. */
final class LibTorchGenerator {
  private final Architecture<Tensor> architecture;
  private final LibTorchOps ops;

  LibTorchGenerator(Architecture<Tensor> architecture, LibTorchOps ops) {
    this.architecture = architecture;
    this.ops = ops;
  }

  int[] generate(int[] prompt, int count, Set<Integer> ends, Sampling sampling) {
    TokenChooser chooser = new TokenChooser(sampling);
    int[] generated = new int[count];
    try (LibTorchCache cache = new LibTorchCache()) {
      int[] next = prompt;
      for (int i = 0; i < count; i++) {
        generated[i] = chooser.choose(logitsAfter(next, cache));
        if (ends.contains(generated[i])) {
          return Arrays.copyOf(generated, i + 1);
        }
        next = new int[] {generated[i]};
      }
    }
    return generated;
  }

  /** Scores of the token after {@code ids}, which continue what the cache holds. */
  private float[] logitsAfter(int[] ids, LibTorchCache cache) {
    try (PointerScope scope = new PointerScope()) {
      Tensor input = ops.ids(ids, 1, ids.length);
      Tensor hidden = architecture.hidden(new Input<>(input, ids.length, cache)); // [1, S, H]
      cache.advance(ids.length);
      Tensor last = hidden.narrow(1, ids.length - 1, 1);
      Tensor logits =
          architecture.logits(last).to(ScalarType.Float).cpu().contiguous(); // [1, 1, V]
      float[] scores = new float[(int) logits.numel()];
      new FloatPointer(logits.data_ptr()).get(scores);
      return scores;
    }
  }
}
