package dev.palimpsest.jobs.scrub;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.ner.EntityModelException;
import dev.palimpsest.ner.EntityModelSpec;
import dev.palimpsest.ner.EntityModels;
import dev.palimpsest.pii.EntitySearch;
import java.io.Serializable;

/**
 * Which entity model is asked about what the rules leave open.
 *
 * @param model what executors load
 * @param threshold least probability of what is taken, in (0, 1]
 */
public record EntitySettings(EntityModelSpec model, double threshold) implements Serializable {

  /**
   * Asks the model of this JVM, which is loaded if no task asked before.
   *
   * @throws UserException if it cannot be loaded on this machine
   */
  EntitySearch search() {
    try {
      return new EntitySearch(EntityModels.ofThisJvm().model(model), threshold);
    } catch (EntityModelException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }
}
