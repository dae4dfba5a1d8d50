package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JSON over HTTP, made again while the server is busy or away. Redirects are not followed: the key
 * is for this server.
 */
final class JsonClient {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int BUSY = 429;
  private static final int SERVER_ERROR = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final Optional<ApiKey> key;
  private final Duration timeout;
  private final int attempts;
  private final Backoff.Pause pause;

  JsonClient(Optional<ApiKey> key, Duration timeout, int attempts, Backoff.Pause pause) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.key = key;
    this.timeout = timeout;
    this.attempts = attempts;
    this.pause = pause;
  }

  /** What status 500 means. */
  enum Failure {
    /** The server is in trouble, which may pass. */
    PASSING,
    /** The server does not know what was asked for: llama.cpp says so by 500. */
    FINAL
  }

  /**
   * An answer.
   *
   * @param body missing unless the status is 200
   */
  record Answer(int status, JsonNode body) {
    boolean isOk() {
      return status == OK;
    }
  }

  Answer get(URI address) {
    return ask(address, request(address).GET().build(), Failure.PASSING);
  }

  Answer post(URI address, JsonNode body, Failure failure) {
    HttpRequest request =
        request(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return ask(address, request, failure);
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(address);
    key.ifPresent(value -> builder.header("Authorization", value.header()));
    return builder;
  }

  private Answer ask(URI address, HttpRequest request, Failure failure) {
    for (int failures = 1; ; failures++) {
      String trouble;
      Duration wait = Backoff.after(failures);
      try {
        HttpResponse<byte[]> response = send(request);
        if (!isPassing(response.statusCode(), failure)) {
          return answer(address, response);
        }
        trouble = "answers with status " + response.statusCode();
        wait = Backoff.after(failures, response.headers());
      } catch (TimeoutException e) {
        trouble = "gives no whole answer within " + timeout.toMillis() / 1e3 + " s";
      } catch (IOException e) {
        trouble = "cannot be reached (" + e.getClass().getSimpleName() + ")";
      }
      if (failures == attempts) {
        throw new EndpointException(
            "%s %s; tried %d times. See that the server runs and is not overloaded."
                .formatted(address, trouble, attempts));
      }
      sleep(wait);
    }
  }

  private static boolean isPassing(int status, Failure failure) {
    return status == BUSY
        || status > SERVER_ERROR
        || (status == SERVER_ERROR && failure == Failure.PASSING);
  }

  /** A request's own time limit ends with the headers; this one covers the body too. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw e;
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a request failed", e.getCause());
    }
  }

  private static Answer answer(URI address, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw new IllegalArgumentException(
          "%s refuses the request with status %d. Give the API key that the server wants, as env:NAME or file:PATH."
              .formatted(address, status));
    }
    if (status != OK) {
      return new Answer(status, MissingNode.getInstance());
    }
    try {
      return new Answer(status, JSON.readTree(response.body()));
    } catch (IOException e) {
      // Its message quotes the answer, so it is not passed on.
      throw new EndpointException(address + " answered with something that is not JSON.");
    }
  }

  private void sleep(Duration wait) {
    try {
      pause.sleep(wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static EndpointException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new EndpointException("interrupted while waiting for the server", e);
  }
}
