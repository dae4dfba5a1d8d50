package dev.palimpsest.audit.train;

import java.util.List;

/**
 * The rows of a training file.
 *
 * @param texts all rows, rendered, in the order of the file
 * @param conversations how many of them were conversations
 */
public record TrainingData(List<TrainingText> texts, int conversations) {

  public TrainingData {
    texts = List.copyOf(texts);
  }
}
