package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A model that knows some words by heart, and remembers what it was asked. */
public final class WordModel implements EntityModel {

  private final Map<String, EntityType> words;
  private final double probability;
  private final List<String> asked = new ArrayList<>();

  public WordModel(Map<String, EntityType> words, double probability) {
    this.words = words;
    this.probability = probability;
  }

  public List<String> asked() {
    return asked;
  }

  @Override
  public List<Entity> entities(String text, double threshold) {
    asked.add(text);
    List<Entity> found = new ArrayList<>();
    words.forEach(
        (word, type) -> {
          for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            found.add(new Entity(at, at + word.length(), type, probability));
          }
        });
    found.sort(Comparator.comparingInt(Entity::start));
    return found;
  }

  @Override
  public void close() {}
}
