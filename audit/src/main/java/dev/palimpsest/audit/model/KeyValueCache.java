package dev.palimpsest.audit.model;

/**
 * Keys and values of the positions that a model has already seen, so that a continuation costs one
 * position and not the whole text.
 */
public interface KeyValueCache<T> {

  /** Keys and values of one layer, each [B, K, L, D]. */
  record KeyValue<T>(T key, T value) {}

  /** Number of positions seen before this call. */
  int length();

  /**
   * Adds what {@code layer} computed for the new positions.
   *
   * @return the layer's keys and values of all positions, the new ones last
   */
  KeyValue<T> extend(int layer, T key, T value);

  /** Remembers nothing: every call is a beginning. */
  static <T> KeyValueCache<T> none() {
    return new KeyValueCache<>() {
      @Override
      public int length() {
        return 0;
      }

      @Override
      public KeyValue<T> extend(int layer, T key, T value) {
        return new KeyValue<>(key, value);
      }
    };
  }
}
