package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.endpoint.EndpointSpec;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.signals.Answerer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The server that {@code --engine endpoint} asks. */
final class EndpointOptions {
  private static final int SECONDS = 120;
  private static final int ATTEMPTS = 5;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "OpenAI-compatible API, such as http://host:8000/v1. For --engine endpoint.")
  @Nullable URI url;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Name of the served model. For --engine endpoint.")
  @Nullable String model;

  @Option(
      names = "--api-key",
      paramLabel = "REFERENCE",
      description = "Where the API key is: env:NAME or file:PATH. For --engine endpoint.")
  @Nullable String key;

  @Option(
      names = "--context",
      paramLabel = "N",
      description =
          "Tokens that the served model takes. Default: what the server says. For --engine endpoint.")
  @Nullable Integer context;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Until an answer must be complete. Default: 120. For --engine endpoint.")
  @Nullable Integer timeout;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description =
          "Of a request to a server that is busy or away. Default: 5. For --engine endpoint.")
  @Nullable Integer attempts;

  EndpointSpec spec(Path tokenizer) {
    return served().spec(tokenizer);
  }

  /**
   * @throws UserException if it is not said which server, or which of its models
   */
  Answerer.Served served() {
    if (url == null || model == null) {
      throw new UserException("--engine endpoint asks a server: give --url URL and --model NAME.");
    }
    return served(url, model);
  }

  /** Another model of the same server. */
  Answerer.Served served(URI server, String name) {
    return new Answerer.Served(
        server,
        name,
        key,
        context,
        Duration.ofSeconds(timeout == null ? SECONDS : timeout),
        attempts == null ? ATTEMPTS : attempts);
  }

  /** No option is without effect. */
  void requireAbsent() {
    if (url != null
        || model != null
        || key != null
        || context != null
        || timeout != null
        || attempts != null) {
      throw new UserException(
          "--url, --model, --api-key, --context, --timeout and --attempts ask a server: give --engine endpoint too.");
    }
  }
}
