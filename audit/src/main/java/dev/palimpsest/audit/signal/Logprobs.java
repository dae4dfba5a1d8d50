package dev.palimpsest.audit.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.TokenScorer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The signals of a JSONL file, without Spark: {@code {"id","text"}} or {@code {"id","tokens"}} in,
 * one line of {@code {"id","tokens","offsets","logprob","mean","sd","argmax","rank","lse_top40"}}
 * per row out, in the same order. What is not predicted is null; {@code offsets} are [start, end)
 * in code points and null where tokens were given. A column that the model's server does not
 * measure is null as a whole.
 */
public final class Logprobs {
  private static final long REPORT_NANOS = 10_000_000_000L;

  private Logprobs() {}

  /**
   * What to do.
   *
   * @param model with adapters, the adapted variant is scored
   * @param batchTokens see {@link SignalPass}
   * @param threads batches at the same time; empty for one per core
   */
  public record Options(ModelSpec model, int batchTokens, OptionalInt threads) {}

  /**
   * Scores every line of {@code in}.
   *
   * @param err progress and tokens per second
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the model cannot be used
   * @throws IllegalArgumentException if a line is not as described; the message has its number
   */
  public static void run(Options options, InputStream in, OutputStream out, PrintStream err)
      throws IOException {
    try (LanguageModel model = LanguageModels.open(options.model())) {
      Variant variant = options.model().adapters().isEmpty() ? Variant.BASE : Variant.ADAPTED;
      int threads = options.threads().orElse(Runtime.getRuntime().availableProcessors());
      run(TokenScorer.of(model, variant), options.batchTokens(), threads, in, out, err);
    }
  }

  /**
   * Scores every line of {@code in} by {@code scorer}.
   *
   * @param batchTokens see {@link SignalPass}
   * @param threads batches at the same time
   * @param err progress and tokens per second
   * @throws IllegalArgumentException if a line is not as described; the message has its number
   */
  public static void run(
      TokenScorer scorer,
      int batchTokens,
      int threads,
      InputStream in,
      OutputStream out,
      PrintStream err)
      throws IOException {
    try (JsonGenerator json =
        JsonMapper.builder().build().createGenerator(new BufferedOutputStream(out))) {
      json.setRootValueSeparator(null);
      SignalPass pass = new SignalPass(scorer, batchTokens, threads);
      Deque<LogprobsLine> waiting = new ArrayDeque<>();
      Iterator<LogprobsLine> lines = LogprobsLine.read(in, pass);
      Iterator<TokenRow> rows =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return lines.hasNext();
            }

            @Override
            public TokenRow next() {
              LogprobsLine line = lines.next();
              waiting.add(line);
              return line.row();
            }
          };
      Meter meter = new Meter(err);
      Iterator<TokenSignals> scored = pass.run(rows);
      while (scored.hasNext()) {
        TokenSignals signals = scored.next();
        waiting.remove().write(json, signals, scorer.measured());
        meter.add(signals.size());
      }
      json.flush();
      meter.report();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new IllegalArgumentException("the input is not UTF-8", e);
      }
      throw e.getCause();
    }
  }

  /** Counts rows and tokens, and tells of them now and then. */
  private static final class Meter {
    private final PrintStream err;
    private final long start = System.nanoTime();
    private long reported = start;
    private long rows;
    private long tokens;

    Meter(PrintStream err) {
      this.err = err;
    }

    void add(int size) {
      rows++;
      tokens += size;
      if (System.nanoTime() - reported > REPORT_NANOS) {
        report();
      }
    }

    void report() {
      reported = System.nanoTime();
      double seconds = (reported - start) / 1e9;
      err.println(
          String.format(
              Locale.ROOT,
              "%d rows, %d tokens in %.1f s: %.0f tokens per second",
              rows,
              tokens,
              seconds,
              tokens / seconds));
    }
  }
}
