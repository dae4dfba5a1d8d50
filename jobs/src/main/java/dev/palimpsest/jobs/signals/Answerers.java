package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.model.Computation;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the two models of an audit.
 *
 * @param tuned for the checkpoint
 * @param base for the model that it was tuned from; null if nobody does
 */
public record Answerers(Answerer tuned, @Nullable Answerer base) {

  /** The executors compute both. */
  public static Answerers loaded(Computation computation) {
    Answerer loaded = new Answerer.Loaded(computation);
    return new Answerers(loaded, loaded);
  }
}
