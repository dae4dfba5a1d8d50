package dev.palimpsest.pii;

/**
 * What an {@link EntityModel} found in a text.
 *
 * @param start first UTF-16 unit, inclusive
 * @param end last, exclusive
 * @param type what it is
 * @param probability of the type under the model, in [0, 1]
 */
public record Entity(int start, int end, EntityType type, double probability) {

  public Entity {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "an entity covers at least one character. Provided: [" + start + ", " + end + ")");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be in [0, 1]. Provided value: " + probability);
    }
  }
}
