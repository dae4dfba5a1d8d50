package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LibTorch;
import dev.palimpsest.audit.model.ModelPool;
import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.SignalPass;
import dev.palimpsest.audit.signal.TokenRow;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.jobs.lake.Signals;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Runs a model over texts: one row of {@link Signals} for each. */
final class AskModel implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final ModelReference model;
  private final String runId;
  private final int batchTokens;
  private final int threads;

  /**
   * @param threads batches that a task computes at the same time
   */
  AskModel(ModelReference model, String runId, int batchTokens, int threads) {
    this.model = model;
    this.runId = runId;
    this.batchTokens = batchTokens;
    this.threads = threads;
  }

  /**
   * @param rows with columns text_sha256 and text
   */
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return rows;
    }
    // Tasks and their batches are what runs side by side; an operation shared by threads would
    // wait.
    LibTorch.threads(1);
    LanguageModel loaded = ModelPool.ofThisJvm().model(model.spec());
    SignalPass pass = new SignalPass(loaded, model.variant(), batchTokens, threads);
    String key = model.key();
    Queue<String> digests = new ArrayDeque<>();
    Iterator<TokenRow> encoded =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public TokenRow next() {
            Row row = rows.next();
            digests.add(row.getString(0));
            return pass.encode(row.getString(1));
          }
        };
    Iterator<TokenSignals> signals = pass.run(encoded);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return signals.hasNext();
      }

      @Override
      public Row next() {
        TokenSignals next = signals.next();
        return RowFactory.create(
            key, digests.remove(), runId, next.size(), PackedSignals.pack(next));
      }
    };
  }
}
