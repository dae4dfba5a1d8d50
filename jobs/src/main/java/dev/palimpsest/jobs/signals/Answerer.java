package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.endpoint.EndpointSpec;
import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.mask.KeyReference;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Who answers for a model, in a form that travels to executors. */
public sealed interface Answerer extends Serializable {

  /** A name that stays the same: answers of two answerers are kept apart. */
  String key();

  /**
   * An engine in the executor itself.
   *
   * @param computation engine and type
   */
  record Loaded(Computation computation) implements Answerer {
    @Override
    public String key() {
      return computation.key();
    }
  }

  /**
   * An OpenAI-compatible server. That it serves the weights of the checkpoint is taken on trust.
   *
   * @param url the API's address up to its version, the same from every executor
   * @param model name under which the server serves it
   * @param apiKey where the API key is; null if the server wants none
   * @param context longest row in tokens; null for what the server says
   * @param timeout until an answer must be complete
   * @param attempts for a request that fails for a while
   */
  record Served(
      URI url,
      String model,
      @Nullable String apiKey,
      @Nullable Integer context,
      Duration timeout,
      int attempts)
      implements Answerer {

    @Override
    public String key() {
      return "endpoint|" + url + "|" + model;
    }

    /**
     * @param tokenizer folder with the model's {@code tokenizer.json}
     */
    public EndpointSpec spec(Path tokenizer) {
      return new EndpointSpec(
          url,
          model,
          tokenizer,
          Optional.ofNullable(apiKey).map(location -> new KeyReference(1, location)),
          context == null ? OptionalInt.empty() : OptionalInt.of(context),
          timeout,
          attempts);
    }
  }
}
