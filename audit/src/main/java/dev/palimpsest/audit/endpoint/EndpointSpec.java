package dev.palimpsest.audit.endpoint;

import dev.palimpsest.mask.KeyReference;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which model of which server is asked, and how patiently.
 *
 * @param url the API's address up to its version, such as {@code http://host:8000/v1}
 * @param model name under which the server serves it
 * @param tokenizer folder with the model's {@code tokenizer.json}; weights are not needed
 * @param key where the API key is, if the server wants one
 * @param context longest row in tokens; empty for what the server says
 * @param timeout until an answer must be complete; positive
 * @param attempts for a request that fails for a while: no connection, no answer in time, 429, 5xx;
 *     at least 1
 */
public record EndpointSpec(
    URI url,
    String model,
    Path tokenizer,
    Optional<KeyReference> key,
    OptionalInt context,
    Duration timeout,
    int attempts) {

  /** Windows of a longer row need two tokens. */
  static final int LEAST_CONTEXT = 2;

  public EndpointSpec {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getUserInfo() != null) {
      // The text is not shown: it holds a password.
      throw new IllegalArgumentException(
          "url must hold no user and no password; give the API key by reference");
    }
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "url must be an http or https address such as http://host:8000/v1. Provided value: "
              + url);
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must be the name of a served model; it is empty");
    }
    if (context.isPresent() && context.getAsInt() < LEAST_CONTEXT) {
      throw new IllegalArgumentException(
          "context must be at least 2. Provided value: " + context.getAsInt());
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive. Provided value: " + timeout);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "attempts must be at least 1. Provided value: " + attempts);
    }
  }

  /** Address of a resource of the API. */
  URI resource(String name) {
    return URI.create(base() + "/" + name);
  }

  /** Address of a resource beside the API's version, where llama.cpp has its own. */
  URI outsideVersion(String name) {
    return URI.create(base().replaceFirst("/v[0-9]+$", "") + "/" + name);
  }

  private String base() {
    return url.toString().replaceFirst("/+$", "");
  }
}
