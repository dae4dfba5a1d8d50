package dev.palimpsest.audit.model;

/**
 * What a forward pass is given. Rows are padded on the right: a causal model's values at a position
 * do not depend on what follows, so padding needs no mask.
 *
 * @param ids [B, S]
 * @param length S
 * @param cache keys and values of the positions before the first of {@code ids}
 */
public record Input<T>(T ids, int length, KeyValueCache<T> cache) {

  /** Rows from their beginning. */
  public static <T> Input<T> of(T ids, int length) {
    return new Input<>(ids, length, KeyValueCache.none());
  }
}
