package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A server on this machine that speaks the protocol of one of the kinds, and can be made to fail.
 */
final class StubServer implements AutoCloseable {
  static final String MODEL = "tiny";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Kind kind;
  private final BigramModel model;
  private final Deque<Fault> faults = new ArrayDeque<>();
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();

  /** Which protocol. */
  enum Kind {
    VLLM,
    /** vLLM as it starts by default: no more than 20 likeliest tokens. */
    VLLM_20,
    ECHO,
    LLAMA_CPP,
    /** Ignores what it does not know, as a server of generated tokens alone does. */
    GENERATED_ONLY
  }

  /** What happens to one request instead of its answer. */
  private record Fault(int status, String retryAfter, UnaryOperator<String> change, long delay) {}

  StubServer(Kind kind, BigramModel model) throws IOException {
    this.kind = kind;
    this.model = model;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
  }

  /** The next request is answered by a status alone. */
  void failNext(int status) {
    add(new Fault(status, "", UnaryOperator.identity(), 0));
  }

  void failNext(int status, String retryAfter) {
    add(new Fault(status, retryAfter, UnaryOperator.identity(), 0));
  }

  /** The next answer is changed on its way. */
  void changeNext(UnaryOperator<String> change) {
    add(new Fault(200, "", change, 0));
  }

  /** The body of the next answer comes late, its headers do not. */
  void delayNext(long millis) {
    add(new Fault(200, "", UnaryOperator.identity(), millis));
  }

  private synchronized void add(Fault fault) {
    faults.add(fault);
  }

  private synchronized Fault next() {
    Fault fault = faults.poll();
    return fault == null ? new Fault(200, "", UnaryOperator.identity(), 0) : fault;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream in = exchange.getRequestBody()) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      byte[] sent = in.readAllBytes();
      Fault fault = next();
      if (fault.status() != 200) {
        if (!fault.retryAfter().isEmpty()) {
          exchange.getResponseHeaders().add("Retry-After", fault.retryAfter());
        }
        send(exchange, fault.status(), "{\"error\":\"the prompt was secret\"}", 0);
        return;
      }
      JsonNode request = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
      Reply reply = reply(path, request);
      send(exchange, reply.status(), fault.change().apply(reply.body()), fault.delay());
    }
  }

  private static void send(HttpExchange exchange, int status, String text, long delay)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body, 0, 1);
    exchange.getResponseBody().flush();
    if (delay > 0) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        return;
      }
    }
    exchange.getResponseBody().write(body, 1, body.length - 1);
  }

  private record Reply(int status, String body) {
    static Reply ok(JsonNode body) {
      return new Reply(200, body.toString());
    }

    static Reply refused(int status) {
      return new Reply(status, "{\"error\":{\"message\":\"no\"}}");
    }
  }

  private Reply reply(String path, JsonNode request) {
    boolean llama = kind == Kind.LLAMA_CPP;
    return switch (path) {
      case "/v1/models" -> Reply.ok(models());
      case "/v1/completions" -> completions(request);
      case "/completion" -> llama ? Reply.ok(forced(request)) : Reply.refused(404);
      case "/props" ->
          llama
              ? Reply.ok(parsed("{'default_generation_settings':{'n_ctx':64}}"))
              : Reply.refused(404);
      default -> Reply.refused(404);
    };
  }

  private JsonNode models() {
    ObjectNode model = JSON.createObjectNode().put("id", MODEL);
    if (Set.of(Kind.VLLM, Kind.VLLM_20).contains(kind)) {
      model.put("max_model_len", 33);
    }
    ObjectNode list = JSON.createObjectNode();
    list.putArray("data").add(model);
    return list;
  }

  private Reply completions(JsonNode request) {
    int likeliest = request.path("prompt_logprobs").asInt(-1);
    boolean echo = request.path("echo").asBoolean();
    return switch (kind) {
      case VLLM, VLLM_20 ->
          likeliest > (kind == Kind.VLLM ? 40 : 20)
              ? Reply.refused(400)
              : Reply.ok(choice("prompt_logprobs", promptLogprobs(row(request), likeliest)));
      case ECHO -> likeliest >= 0 ? Reply.refused(422) : Reply.ok(echoed(row(request)));
      // It throws, which becomes 500.
      case LLAMA_CPP -> echo ? Reply.refused(500) : Reply.ok(choice("logprobs", JSON.nullNode()));
      case GENERATED_ONLY -> Reply.ok(generated());
    };
  }

  private static int[] row(JsonNode request) {
    int[] row = new int[request.get("prompt").size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = request.get("prompt").get(i).intValue();
    }
    return row;
  }

  private static ObjectNode choice(String name, JsonNode value) {
    ObjectNode choice = JSON.createObjectNode().put("text", "x");
    choice.set(name, value);
    ObjectNode body = JSON.createObjectNode();
    body.putArray("choices").add(choice);
    return body;
  }

  private ArrayNode promptLogprobs(int[] row, int likeliest) {
    ArrayNode positions = JSON.createArrayNode().addNull();
    for (int i = 1; i < row.length; i++) {
      double[] logprobs = model.logprobs(row[i - 1]);
      int[] ranked = model.ranked(row[i - 1]);
      ObjectNode position = positions.addObject();
      entry(position, row[i], logprobs, model.rank(row[i - 1], row[i]));
      for (int k = 0; k < likeliest; k++) {
        entry(position, ranked[k], logprobs, k + 1);
      }
    }
    return positions;
  }

  private static void entry(ObjectNode position, int token, double[] logprobs, int rank) {
    position
        .putObject(Integer.toString(token))
        .put("logprob", logprobs[token])
        .put("rank", rank)
        .put("decoded_token", "t" + token);
  }

  private JsonNode echoed(int[] row) {
    ObjectNode logprobs = JSON.createObjectNode();
    ArrayNode values = logprobs.putArray("token_logprobs").addNull();
    for (int i = 1; i < row.length; i++) {
      values.add(model.logprobs(row[i - 1])[row[i]]);
    }
    values.add(-0.5); // the generated one
    return choice("logprobs", logprobs);
  }

  private static JsonNode generated() {
    ObjectNode logprobs = JSON.createObjectNode();
    logprobs.putArray("token_logprobs").add(-0.5);
    return choice("logprobs", logprobs);
  }

  private JsonNode forced(JsonNode request) {
    int[] prompt = row(request);
    int before = prompt[prompt.length - 1];
    int token = request.get("logit_bias").get(0).get(0).intValue();
    double[] logprobs = model.logprobs(before);
    ObjectNode body = JSON.createObjectNode().put("content", "x");
    ArrayNode list = body.putArray("completion_probabilities");
    ObjectNode generated = list.addObject().put("id", token).put("logprob", logprobs[token]);
    ArrayNode top = generated.putArray("top_logprobs");
    for (int k = 0; k < request.get("n_probs").intValue(); k++) {
      int other = model.ranked(before)[k];
      top.addObject().put("id", other).put("logprob", logprobs[other]);
    }
    return body;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> paths() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
