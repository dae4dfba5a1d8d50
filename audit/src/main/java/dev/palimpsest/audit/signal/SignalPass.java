package dev.palimpsest.audit.signal;

import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.TokenStatistics;
import dev.palimpsest.audit.signal.Windows.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

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

  private final LanguageModel model;
  private final Variant variant;
  private final int batchTokens;

  /**
   * @param model stays open and is not closed by the pass
   * @param batchTokens most positions, padding included, that are computed at once; a longer row is
   *     computed alone
   */
  public SignalPass(LanguageModel model, Variant variant, int batchTokens) {
    if (batchTokens < 1) {
      throw new IllegalArgumentException(
          "batchTokens must be at least 1. Provided value: " + batchTokens);
    }
    this.model = model;
    this.variant = variant;
    this.batchTokens = batchTokens;
  }

  /** A text as a row, with the special tokens that the tokenizer adds to a plain text. */
  public TokenRow encode(String text) {
    return TokenRow.of(model.tokenizer().encode(text));
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
    while (rows.hasNext() && tokens < (long) LOOK_AHEAD * batchTokens) {
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
      for (Window window : Windows.of(row.size(), model.config().maxPositions())) {
        pieces.add(new Piece(row.tokens(), window, empty));
      }
    }
    Batches.of(pieces, piece -> piece.window().size(), batchTokens).forEach(this::fill);
    List<TokenSignals> signals = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      signals.add(signals(rows.get(i), statistics.get(i)));
    }
    return signals;
  }

  private void fill(List<Piece> batch) {
    List<int[]> tokens =
        batch.stream()
            .map(p -> Arrays.copyOfRange(p.tokens(), p.window().start(), p.window().end()))
            .toList();
    List<TokenStatistics> scored = model.score(tokens, variant);
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
