package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** Runs a training from a data file to a folder. */
public final class Train {

  private Train() {}

  /** Trains as below, saved {@linkplain SaveInterval#USUAL as usual}. */
  public static TrainResult run(TrainOptions options, TrainStep.Listener listener)
      throws IOException {
    return run(options, SaveInterval.USUAL, listener);
  }

  /**
   * Trains and writes the folder: a checkpoint, or an adapter for {@link Start.LowRank}, with a
   * {@code trainer.json} that says how it was made. The folder appears only when it is complete.
   * The same options on the same machine give the same weights, bit by bit, whatever the number of
   * threads and however often the run was stopped: it is saved beside {@code out} now and then, and
   * the next run of the same options goes on from there.
   *
   * @param saveEvery how often it is saved
   * @param listener is told of every step, on the calling thread
   * @throws IllegalArgumentException if options or data cannot be used; says which and why
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the base cannot be used
   * @throws IOException if files cannot be read or written
   */
  public static TrainResult run(
      TrainOptions options, SaveInterval saveEvery, TrainStep.Listener listener)
      throws IOException {
    ChatRenderer renderer = ChatRenderer.of(options.start(), options.lossOn());
    TrainingData data = TrainingRows.read(options.data(), renderer);
    try (PartialFolder folder = PartialFolder.begin(options.out());
        NativeThreads threads = NativeThreads.single();
        PointerScope scope = new PointerScope()) {
      Subject subject = Subject.open(options, data, folder.path());
      if (options.maximumTokens() > subject.maxPositions()) {
        throw new IllegalArgumentException(
            "maximumTokens must be at most the base's max_position_embeddings = %d. Provided value: %d"
                .formatted(subject.maxPositions(), options.maximumTokens()));
      }
      List<TokenRow> rows = cut(data.texts(), subject, options.maximumTokens());
      ObjectNode configuration = TrainerRecord.configuration(options, subject);
      SavedRun saved = SavedRun.open(options.out(), configuration, saveEvery);
      Trainer.Outcome outcome = trained(options, subject, rows, saved, listener);
      String digest = subject.write(folder.path());
      TrainResult result =
          new TrainResult(
              options.out(),
              data.texts().size(),
              data.conversations(),
              rows.size(),
              outcome.steps(),
              subject.model().size(),
              outcome.tokens(),
              outcome.firstLoss(),
              outcome.finalLoss(),
              outcome.seconds(),
              digest);
      TrainerRecord.write(folder.path(), options, configuration, result);
      folder.publish();
      saved.remove();
      return result;
    }
  }

  private static Trainer.Outcome trained(
      TrainOptions options,
      Subject subject,
      List<TokenRow> rows,
      SavedRun saved,
      TrainStep.Listener listener)
      throws IOException {
    try {
      return new Trainer(options, subject.model(), rows, saved, listener).run();
    } catch (IOException | RuntimeException e) {
      saved.removeIfUnused();
      throw e;
    }
  }

  private static List<TokenRow> cut(List<TrainingText> texts, Subject subject, int maximumTokens) {
    List<TokenRow> rows = new ArrayList<>();
    try (TextTokenizer tokenizer = TextTokenizer.open(subject.tokenizerFile())) {
      TokenRows cutter = new TokenRows(tokenizer, subject.endOfText(), maximumTokens);
      texts.forEach(text -> rows.addAll(cutter.cut(text)));
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no row of the data has a token to be trained on");
    }
    return rows;
  }
}
