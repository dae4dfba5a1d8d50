package dev.palimpsest.audit.model;

import java.util.Arrays;
import java.util.Set;

/** Continues one text, a token at a time. */
final class TensorGenerator<T> {
  private final Architecture<T> architecture;
  private final TensorEngine<T> engine;

  TensorGenerator(Architecture<T> architecture, TensorEngine<T> engine) {
    this.architecture = architecture;
    this.engine = engine;
  }

  int[] generate(int[] prompt, int count, Set<Integer> ends, Sampling sampling) {
    TokenChooser chooser = new TokenChooser(sampling);
    int[] generated = new int[count];
    try (GrowingCache<T> cache = new GrowingCache<>(engine)) {
      int[] next = prompt;
      for (int i = 0; i < count; i++) {
        int[] given = next;
        generated[i] = chooser.choose(engine.run(() -> logitsAfter(given, cache)));
        if (ends.contains(generated[i])) {
          return Arrays.copyOf(generated, i + 1);
        }
        next = new int[] {generated[i]};
      }
    }
    return generated;
  }

  /** Scores of the token after {@code ids}, which continue what the cache holds. */
  private float[] logitsAfter(int[] ids, GrowingCache<T> cache) {
    T input = engine.ops().ids(ids, 1, ids.length);
    T hidden = architecture.hidden(new Input<>(input, ids.length, cache)); // [1, S, H]
    cache.advance(ids.length);
    T last = engine.select(hidden, new int[] {ids.length - 1}); // [1, H]
    return engine.values(architecture.logits(last)); // [1, V]
  }
}
