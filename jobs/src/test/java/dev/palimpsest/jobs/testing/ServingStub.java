package dev.palimpsest.jobs.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.TokenStatistics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves a model of this process as vLLM would that lists one token besides the prompt's own, or as
 * a server that echoes the prompt alone.
 */
public final class ServingStub implements AutoCloseable {

  public static final String NAME = "served";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The prompts that were asked about so far. */
  public final AtomicInteger prompts = new AtomicInteger();

  /** Answers nothing but errors from now on. */
  public final AtomicBoolean broken = new AtomicBoolean();

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LanguageModel model;
  private final boolean echoes;

  /**
   * @param model stays open
   */
  public ServingStub(LanguageModel model, boolean echoes) throws IOException {
    this.model = model;
    this.echoes = echoes;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      JsonNode request = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
      JsonNode reply = broken.get() ? null : reply(exchange.getRequestURI().getPath(), request);
      byte[] body = reply == null ? new byte[] {'{', '}'} : JSON.writeValueAsBytes(reply);
      exchange.sendResponseHeaders(broken.get() ? 500 : reply == null ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private JsonNode reply(String path, JsonNode request) {
    if (path.equals("/v1/models")) {
      ObjectNode list = JSON.createObjectNode();
      int context = model.config().maxPositions();
      list.putArray("data").addObject().put("id", NAME).put("max_model_len", context + 1);
      return list;
    }
    boolean lists = request.path("prompt_logprobs").asInt() == 1 && !echoes;
    if (!path.equals("/v1/completions") || !(lists || echoes && request.has("echo"))) {
      return null;
    }
    prompts.incrementAndGet();
    int[] row = JSON.convertValue(request.get("prompt"), int[].class);
    TokenStatistics scored = model.score(List.of(row), Variant.BASE).get(0);
    ObjectNode body = JSON.createObjectNode();
    ObjectNode choice = body.putArray("choices").addObject().put("text", "x");
    if (echoes) {
      ArrayNode values = choice.putObject("logprobs").putArray("token_logprobs").addNull();
      for (int i = 1; i < row.length; i++) {
        values.add(scored.logprob()[i]);
      }
      values.add(-0.5);
      return body;
    }
    ArrayNode positions = choice.putArray("prompt_logprobs").addNull();
    for (int i = 1; i < row.length; i++) {
      ObjectNode position = positions.addObject();
      // Its log-probability matters to nobody: no statistic of one listed token needs it.
      position.putObject("" + scored.argmax()[i]).put("logprob", -0.125).put("rank", 1);
      position
          .putObject("" + row[i])
          .put("logprob", scored.logprob()[i])
          .put("rank", scored.rank()[i]);
    }
    return body;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
