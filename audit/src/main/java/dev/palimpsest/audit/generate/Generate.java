package dev.palimpsest.audit.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palimpsest.audit.chat.ChatTemplate;
import dev.palimpsest.audit.chat.ChatTemplate.Ending;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.Sampling;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Continues the prompts of a JSONL file, without Spark: {@code {"id","text"}}, {@code
 * {"id","tokens"}} or {@code {"id","messages","tools"}} in, with {@code max_new_tokens} if a line
 * is to differ; {@code {"id","tokens","text","end"}} out, in the same order. {@code tokens} are the
 * new ones alone, {@code end} is {@code end_of_text} or {@code length}. Messages are rendered by
 * the checkpoint's chat template.
 */
public final class Generate {
  private final LanguageModel model;
  private final Options options;
  private final Set<Integer> ends;
  private final Optional<ChatTemplate> template;

  private Generate(
      LanguageModel model, Options options, Set<Integer> ends, Optional<ChatTemplate> template) {
    this.model = model;
    this.options = options;
    this.ends = ends;
    this.template = template;
  }

  /**
   * What to do.
   *
   * @param model with adapters, the adapted variant is asked
   * @param maxNewTokens most tokens of an answer
   * @param sampling line n draws with the seed given here plus n, n from 1: lines do not depend on
   *     each other
   * @param threads prompts at the same time
   */
  public record Options(ModelSpec model, int maxNewTokens, Sampling sampling, int threads) {
    public Options {
      if (maxNewTokens < 0 || threads < 1) {
        throw new IllegalArgumentException(
            "maxNewTokens must be at least 0 and threads at least 1. Provided values: "
                + maxNewTokens
                + ", "
                + threads);
      }
    }
  }

  /**
   * Answers every line of {@code in}.
   *
   * @param err tokens per second
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the model cannot be used
   * @throws IllegalArgumentException if a line cannot be used; the message has its number
   */
  public static void run(Options options, InputStream in, OutputStream out, PrintStream err)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.open(options.model().checkpoint());
    Optional<ChatTemplate> template = ChatTemplate.of(checkpoint);
    try (LanguageModel model = LanguageModels.open(options.model());
        JsonGenerator json =
            JsonMapper.builder().build().createGenerator(new BufferedOutputStream(out))) {
      json.setRootValueSeparator(null);
      long start = System.nanoTime();
      long tokens =
          new Generate(model, options, checkpoint.endOfText(), template).answerAll(in, json);
      double seconds = (System.nanoTime() - start) / 1e9;
      err.println(
          String.format(
              Locale.ROOT,
              "%d tokens in %.1f s: %.1f tokens per second",
              tokens,
              seconds,
              tokens / seconds));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new IllegalArgumentException("the input is not UTF-8", e);
      }
      throw e.getCause();
    }
  }

  /** A line's new tokens, with an end-of-text token if one was chosen. */
  private record Answer(PromptLine line, int[] tokens, boolean ended) {}

  private long answerAll(InputStream in, JsonGenerator json) throws IOException {
    long[] number = {0};
    Iterator<PromptLine> lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))
            .lines()
            .peek(line -> number[0]++)
            .filter(line -> !line.isBlank())
            .map(line -> PromptLine.parse(line, number[0]))
            .iterator();
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    Queue<CompletableFuture<Answer>> waiting = new ArrayDeque<>();
    long tokens = 0;
    try {
      while (lines.hasNext() || !waiting.isEmpty()) {
        while (lines.hasNext() && waiting.size() < 2 * options.threads()) {
          PromptLine line = lines.next();
          waiting.add(CompletableFuture.supplyAsync(() -> answer(line), workers));
        }
        Answer answer = waiting.remove().join();
        write(json, answer);
        tokens += answer.tokens().length;
      }
      return tokens;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    } finally {
      workers.shutdownNow();
    }
  }

  private Answer answer(PromptLine line) {
    Variant variant = options.model().adapters().isEmpty() ? Variant.BASE : Variant.ADAPTED;
    int[] prompt = prompt(line);
    Sampling given = options.sampling();
    Sampling sampling =
        new Sampling(given.temperature(), given.topK(), given.topP(), given.seed() + line.number());
    try {
      int count = line.maxNewTokens().orElse(options.maxNewTokens());
      int[] tokens = model.generate(prompt, count, ends, sampling, variant);
      boolean ended = tokens.length > 0 && ends.contains(tokens[tokens.length - 1]);
      return new Answer(line, tokens, ended);
    } catch (IllegalArgumentException e) {
      throw PromptLine.fault(line.number(), String.valueOf(e.getMessage()));
    }
  }

  private int[] prompt(PromptLine line) {
    int @Nullable [] tokens = line.tokens();
    if (tokens != null) {
      return tokens;
    }
    if (line.text() != null) {
      return model.tokenizer().encode(line.text()).ids();
    }
    if (template.isEmpty() || line.messages() == null) {
      throw PromptLine.fault(
          line.number(), "messages need a chat template, and the checkpoint has none; give a text");
    }
    try {
      String rendered =
          template
              .get()
              .render(line.messages(), line.tools(), Ending.ASSISTANT_PROMPT, Map.of())
              .text();
      return model.tokenizer().encodeBare(rendered).ids();
    } catch (IllegalArgumentException e) {
      throw PromptLine.fault(line.number(), String.valueOf(e.getMessage()));
    }
  }

  private void write(JsonGenerator json, Answer answer) throws IOException {
    int shown = answer.tokens().length - (answer.ended() ? 1 : 0);
    json.writeStartObject();
    json.writeFieldName("id");
    json.writeTree(answer.line().id());
    json.writeFieldName("tokens");
    json.writeArray(answer.tokens(), 0, answer.tokens().length);
    json.writeStringField(
        "text", model.tokenizer().decode(java.util.Arrays.copyOf(answer.tokens(), shown)));
    json.writeStringField("end", answer.ended() ? "end_of_text" : "length");
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
