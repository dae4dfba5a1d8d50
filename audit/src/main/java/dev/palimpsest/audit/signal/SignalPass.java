package dev.palimpsest.audit.signal;

import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.TokenScorer;
import dev.palimpsest.audit.model.TokenStatistics;
import dev.palimpsest.audit.signal.Windows.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One teacher-forced pass over rows: tokens in, {@link TokenSignals} out, in the same order. Rows
 * are batched by length; which rows share a batch does not change their values by more than
 * rounding (1e-4). A row without tokens has empty signals, a row of one token has one unpredicted
 * position, and a row longer than the model's context is cut into {@link Windows}.
 */
public final class SignalPass {
  /** Positions per batch that keep a processor busy without filling its memory. */
  public static final int DEFAULT_BATCH_TOKENS = 2048;

  /** Batches that are collected before they are sorted by length. */
  private static final int LOOK_AHEAD = 32;

  private final TokenScorer model;
  private final int batchTokens;
  private final int threads;

  /** A pass of one variant of a model, which stays open. */
  public SignalPass(LanguageModel model, Variant variant, int batchTokens, int threads) {
    this(TokenScorer.of(model, variant), batchTokens, threads);
  }

  /**
   * @param model is asked; what it does not measure is NaN and −1 in the signals
   * @param batchTokens most positions, padding included, that a thread computes at once; a longer
   *     row is computed alone
   * @param threads how many batches are computed at the same time
   */
  public SignalPass(TokenScorer model, int batchTokens, int threads) {
    if (batchTokens < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "batchTokens and threads must be at least 1. Provided values: "
              + batchTokens
              + " and "
              + threads);
    }
    this.model = model;
    this.batchTokens = batchTokens;
    this.threads = threads;
  }

  /** A text as a row, with the special tokens that the tokenizer adds to a plain text. */
  public TokenRow encode(String text) {
    return TokenRow.of(model.tokenizer().encode(text));
  }

  /** A text as a row that holds its special tokens, as chat templates render it. */
  public TokenRow encodeBare(String text) {
    return TokenRow.of(model.tokenizer().encodeBare(text));
  }

  /** Token ids are below this. */
  int vocabularySize() {
    return model.vocabularySize();
  }

  /** Signals of all rows. */
  public List<TokenSignals> run(List<TokenRow> rows) {
    List<TokenSignals> signals = new ArrayList<>(rows.size());
    run(rows.iterator()).forEachRemaining(signals::add);
    return signals;
  }

  /** Signals of the rows, computed some batches at a time as they are asked for. */
  public Iterator<TokenSignals> run(Iterator<TokenRow> rows) {
    return new Iterator<>() {
      private final Queue<TokenSignals> ready = new ArrayDeque<>();

      @Override
      public boolean hasNext() {
        return !ready.isEmpty() || rows.hasNext();
      }

      @Override
      public TokenSignals next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (ready.isEmpty()) {
          ready.addAll(score(take(rows)));
        }
        return ready.remove();
      }
    };
  }

  private List<TokenRow> take(Iterator<TokenRow> rows) {
    List<TokenRow> taken = new ArrayList<>();
    long tokens = 0;
    while (rows.hasNext() && tokens < (long) LOOK_AHEAD * batchTokens * threads) {
      TokenRow row = rows.next();
      taken.add(row);
      tokens += row.size() + 1;
    }
    return taken;
  }

  /** A window of a row, and the row's statistics that it adds to. */
  private record Piece(int[] tokens, Window window, TokenStatistics statistics) {}

  private List<TokenSignals> score(List<TokenRow> rows) {
    List<TokenStatistics> statistics = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    for (TokenRow row : rows) {
      TokenStatistics empty = TokenStatistics.unpredicted(row.size());
      statistics.add(empty);
      for (Window window : Windows.of(row.size(), model.maxPositions())) {
        pieces.add(new Piece(row.tokens(), window, empty));
      }
    }
    fillAll(Batches.of(pieces, piece -> piece.window().size(), batchTokens));
    List<TokenSignals> signals = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      signals.add(signals(rows.get(i), statistics.get(i)));
    }
    return signals;
  }

  /** Batches share no rows' positions, so they can be filled in any order. */
  private void fillAll(List<List<Piece>> batches) {
    if (threads == 1) {
      batches.forEach(this::fill);
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (List<Piece> batch : batches) {
        tasks.add(
            () -> {
              fill(batch);
              return null;
            });
      }
      for (Future<Void> done : workers.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scoring", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("scoring failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void fill(List<Piece> batch) {
    List<int[]> tokens =
        batch.stream()
            .map(p -> Arrays.copyOfRange(p.tokens(), p.window().start(), p.window().end()))
            .toList();
    List<TokenStatistics> scored = model.score(tokens);
    for (int i = 0; i < batch.size(); i++) {
      Window window = batch.get(i).window();
      int skipped = window.scored() - window.start();
      batch.get(i).statistics().copyFrom(scored.get(i), skipped, window.size(), window.scored());
    }
  }

  private static TokenSignals signals(TokenRow row, TokenStatistics statistics) {
    return new TokenSignals(
        row.tokens(),
        row.starts(),
        row.ends(),
        statistics.logprob(),
        statistics.mean(),
        statistics.sd(),
        statistics.argmax(),
        statistics.rank(),
        statistics.lseTop40(),
        row.inLoss());
  }
}
