package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.endpoint.Endpoint;
import dev.palimpsest.audit.endpoint.EndpointException;
import dev.palimpsest.audit.model.DeviceException;
import dev.palimpsest.audit.model.FreeMemory;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LibTorch;
import dev.palimpsest.audit.model.ModelPool;
import dev.palimpsest.audit.model.TokenScorer;
import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.SignalPass;
import dev.palimpsest.audit.signal.TokenRow;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Documents;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** Texts, chunk by chunk → rows of the table signals. */
final class AskModel implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final ModelReference model;
  private final String runId;
  private final int batchTokens;
  private final int threads;
  private final ModelPlacement placement;

  /**
   * @param threads batches that a task computes at the same time, as {@link TaskCores} bounds them
   */
  AskModel(
      ModelReference model, String runId, int batchTokens, int threads, ModelPlacement placement) {
    this.model = model;
    this.runId = runId;
    this.batchTokens = batchTokens;
    this.threads = threads;
    this.placement = placement;
  }

  /**
   * @param rows sorted by {@link Chunks#CHUNK}; a chunk is in one partition
   */
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return rows;
    }
    int batches = TaskCores.threads(threads, TaskCores.ofThisTask());
    return new Asked(rows, new SignalPass(scorer(batches), batchTokens, batches));
  }

  private TokenScorer scorer(int batches) {
    if (model.answerer() instanceof Answerer.Served served) {
      Endpoint endpoint = AskServer.open(served, Path.of(model.folder()));
      TaskCompletionListener close = task -> endpoint.close();
      TaskContext.get().addTaskCompletionListener(close);
      return endpoint;
    }
    // Tasks and their batches are what runs side by side; an operation shared by threads would
    // wait.
    LibTorch.threads(1);
    try {
      LanguageModel loaded =
          ModelPool.ofThisJvm()
              .model(
                  model
                      .spec((Answerer.Loaded) model.answerer())
                      .on(placement.device(GpuProfile.addresses())),
                  batchTokens,
                  batches * placement.tasksSharingDevice(TaskCores.tasksOfThisExecutor()),
                  FreeMemory.ofThisMachine());
      return TokenScorer.of(loaded, model.variant());
    } catch (DeviceException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private final class Asked implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final SignalPass pass;
    private final Queue<Row> ready = new ArrayDeque<>();
    private @Nullable Row following;

    Asked(Iterator<Row> rows, SignalPass pass) {
      this.rows = rows;
      this.pass = pass;
      this.following = rows.next();
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || following != null;
    }

    @Override
    public Row next() {
      if (ready.isEmpty()) {
        if (following == null) {
          throw new NoSuchElementException();
        }
        ask(following);
      }
      return ready.remove();
    }

    private TokenRow encode(Row row) {
      String text = row.getAs(Documents.TEXT);
      return switch (DocumentText.specialTokens(row.getAs(Documents.SPECIAL_TOKENS))) {
        case ADDED -> pass.encode(text);
        case IN_TEXT -> pass.encodeBare(text);
      };
    }

    private List<TokenSignals> answers(List<TokenRow> encoded) {
      try {
        return pass.run(encoded);
      } catch (EndpointException e) {
        throw new JobFailedException(String.valueOf(e.getMessage()), e);
      }
    }

    /** Asks about the chunk that begins with {@code first}. */
    private void ask(Row first) {
      String chunk = first.getAs(Chunks.CHUNK);
      List<String> digests = new ArrayList<>();
      List<TokenRow> encoded = new ArrayList<>();
      Row row = first;
      while (row != null && row.getAs(Chunks.CHUNK).equals(chunk)) {
        digests.add(row.getAs(Documents.TEXT_SHA256));
        encoded.add(encode(row));
        row = rows.hasNext() ? rows.next() : null;
      }
      following = row;
      List<TokenSignals> signals = answers(encoded);
      for (int i = 0; i < signals.size(); i++) {
        TokenSignals each = signals.get(i);
        ready.add(
            RowFactory.create(
                model.key(), digests.get(i), runId, each.size(), PackedSignals.pack(each)));
      }
    }
  }
}
