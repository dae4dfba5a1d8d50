package dev.palimpsest.audit.endpoint;

import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.audit.model.TokenScorer;
import dev.palimpsest.audit.model.TokenStatistics;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model behind a server. When it is opened, the server is asked in turn what it can tell of a
 * prompt: vLLM's {@code prompt_logprobs}, then {@code echo} of the first OpenAI interface, then
 * llama.cpp's own completions; the first that is answered is used. Mean and deviation of the
 * log-probability need the whole distribution, which none of them gives.
 */
public final class Endpoint implements TokenScorer, AutoCloseable {
  private static final int SAMPLE_TOKENS = 4;

  private final EndpointSpec spec;
  private final TextTokenizer tokenizer;
  private final PromptScoring scoring;
  private final int maxPositions;

  private Endpoint(
      EndpointSpec spec, TextTokenizer tokenizer, PromptScoring scoring, int maxPositions) {
    this.spec = spec;
    this.tokenizer = tokenizer;
    this.scoring = scoring;
    this.maxPositions = maxPositions;
  }

  /**
   * Opens the tokenizer and finds out what the server can tell; the caller closes the endpoint.
   *
   * @throws IllegalArgumentException if the specification does not fit the server: no such model,
   *     no key, no log-probabilities of a prompt, no known context
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the tokenizer cannot be used
   * @throws EndpointException if the server does not answer
   */
  public static Endpoint open(EndpointSpec spec) {
    return open(spec, System.getenv(), duration -> Thread.sleep(duration.toMillis()));
  }

  static Endpoint open(EndpointSpec spec, Map<String, String> environment, Backoff.Pause pause) {
    Optional<ApiKey> key = spec.key().map(reference -> ApiKey.open(reference, environment));
    TextTokenizer tokenizer = TextTokenizer.open(spec.tokenizer().resolve("tokenizer.json"));
    try {
      JsonClient client = new JsonClient(key, spec.timeout(), spec.attempts(), pause);
      ServedModel served = ServedModel.find(client, spec);
      PromptScoring scoring = negotiate(client, spec, sample(tokenizer));
      return new Endpoint(spec, tokenizer, scoring, longestRow(spec, served, scoring));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static PromptScoring negotiate(JsonClient client, EndpointSpec spec, int[] sample) {
    return PromptLogprobs.find(client, spec, sample)
        .or(() -> EchoedLogprobs.find(client, spec, sample))
        .or(() -> ForcedTokens.find(client, spec, sample))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s tells no log-probabilities of a prompt: it knows neither prompt_logprobs, nor echo with logprobs, nor llama.cpp's completion. Serve the model with vLLM or llama.cpp."
                        .formatted(spec.url())));
  }

  /** A few tokens of no meaning: what is asked about is not shown to find out how to ask. */
  private static int[] sample(TextTokenizer tokenizer) {
    int[] tokens = tokenizer.encodeBare("one two three four five six").ids();
    if (tokens.length < 2) {
      throw new IllegalArgumentException(
          "the tokenizer must have more than one token for six words");
    }
    return Arrays.copyOf(tokens, Math.min(SAMPLE_TOKENS, tokens.length));
  }

  private static int longestRow(EndpointSpec spec, ServedModel served, PromptScoring scoring) {
    OptionalInt context = spec.context().isPresent() ? spec.context() : served.context();
    if (context.isEmpty()) {
      throw new IllegalArgumentException(
          "%s does not say how many tokens its model takes. Give its context."
              .formatted(spec.url()));
    }
    int longest = context.getAsInt() - scoring.reserve();
    if (longest < EndpointSpec.LEAST_CONTEXT) {
      throw new IllegalArgumentException(
          "context must leave room for two tokens and a generated one. Provided value: "
              + context.getAsInt());
    }
    return longest;
  }

  @Override
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public int vocabularySize() {
    return tokenizer.largestId() + 1;
  }

  @Override
  public int maxPositions() {
    return maxPositions;
  }

  @Override
  public Set<Statistic> measured() {
    return scoring.measured();
  }

  @Override
  public List<TokenStatistics> score(List<int[]> rows) {
    return rows.stream()
        .map(row -> row.length < 2 ? TokenStatistics.unpredicted(row.length) : scoring.score(row))
        .toList();
  }

  /** One line: how the server is asked, and what it does not measure. */
  public String description() {
    Set<Statistic> missing = EnumSet.allOf(Statistic.class);
    missing.removeAll(measured());
    return "%s, model %s: %s; rows of up to %d tokens; measured: %s; not measured: %s"
        .formatted(
            spec.url(),
            spec.model(),
            scoring.description(),
            maxPositions,
            Statistic.names(measured()),
            Statistic.names(missing));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
