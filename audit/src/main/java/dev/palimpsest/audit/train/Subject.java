package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What is trained: made from a {@link Start}, written to a folder when training is done. */
sealed interface Subject permits ScratchSubject, FullSubject, LowRankSubject {

  /**
   * Opens the subject; its tensors belong to the open scope.
   *
   * @param data that is trained on, and that a tokenizer may be learned from
   * @param folder that files may be written to already
   */
  static Subject open(TrainOptions options, TrainingData data, Path folder) throws IOException {
    // A switch over the type is not in Java 17.
    if (options.start() instanceof Start.Scratch scratch) {
      return ScratchSubject.open(scratch, options.seed(), data, folder);
    }
    if (options.start() instanceof Start.Full full) {
      return FullSubject.open(full, data);
    }
    if (options.start() instanceof Start.LowRank lowRank) {
      return LowRankSubject.open(lowRank, options.seed());
    }
    throw new IllegalStateException("no subject for " + options.start().getClass());
  }

  TrainableModel model();

  /** The {@code tokenizer.json} that texts are cut with. */
  Path tokenizerFile();

  /** What is put at the end of every text. */
  OptionalInt endOfText();

  /** Longest sequence that the model takes. */
  int maxPositions();

  /**
   * Writes the trained weights and what belongs to them, and reads the folder back to see that it
   * can be opened.
   *
   * @return SHA-256 of the weight file
   */
  String write(Path folder) throws IOException;

  /** What the run started from, for the run's own record. */
  ObjectNode describe();
}
