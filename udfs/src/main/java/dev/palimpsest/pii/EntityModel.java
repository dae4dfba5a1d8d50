package dev.palimpsest.pii;

import java.util.List;

/**
 * A learned model that finds names, addresses, places and firms in prose. Thread-safe, {@link
 * #close} included. What it finds alone is {@link Tier#D}.
 */
public interface EntityModel extends AutoCloseable {

  /**
   * What the model finds.
   *
   * @param text of any length; the model cuts it if it is longer than it can take
   * @param threshold least probability of what is returned, in (0, 1]
   * @return in the order of the text, not overlapping; offsets in UTF-16 units of {@code text}
   * @throws RuntimeException if the model fails; then nothing is known of the text. The message
   *     holds nothing of it
   */
  List<Entity> entities(String text, double threshold);

  /** Frees what the model holds. */
  @Override
  void close();
}
