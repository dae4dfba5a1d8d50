package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.endpoint.JsonClient.Answer;
import java.util.Arrays;

/** Requests of the completions resource, and checks of what it answers. */
final class Answers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A probability of 1 may come out a little above it in single precision. */
  private static final double ROUNDING = 1e-4;

  private Answers() {}

  /** A row as a prompt after which one token is generated: some servers refuse to generate none. */
  static ObjectNode request(EndpointSpec spec, int[] row) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", spec.model()).put("max_tokens", 1).put("temperature", 0);
    Arrays.stream(row).forEach(request.putArray("prompt")::add);
    return request;
  }

  static void requireOk(EndpointSpec spec, Answer answer) {
    if (!answer.isOk()) {
      throw new EndpointException(
          "%s refused a row with status %d. If rows are too long for it, give its context."
              .formatted(spec.url(), answer.status()));
    }
  }

  /** One value per position is wanted, of what was sent and of what may have been generated. */
  static void requireLength(EndpointSpec spec, String name, JsonNode values, int least, int most) {
    if (!values.isArray() || values.size() < least || values.size() > most) {
      throw new EndpointException(
          "%s answered a row of %d tokens with %d values of %s. Its tokens must be those of the tokenizer that was given."
              .formatted(spec.url(), least, values.size(), name));
    }
  }

  static void requireArray(EndpointSpec spec, String name, JsonNode values) {
    if (!values.isArray()) {
      throw new EndpointException(
          "%s answered without %s, which it gave before. See what stands between it and here."
              .formatted(spec.url(), name));
    }
  }

  /** A logarithm of a probability. */
  static double logprob(EndpointSpec spec, JsonNode value, int position) {
    double logprob = value.asDouble(Double.NaN);
    if (!value.isNumber() || Double.isNaN(logprob) || logprob > ROUNDING) {
      throw unusable(spec, "log-probability", position);
    }
    return Math.min(0, Math.max(-Float.MAX_VALUE, logprob));
  }

  static int rank(EndpointSpec spec, JsonNode value, int position) {
    if (!value.isInt() || value.intValue() < 1) {
      throw unusable(spec, "rank", position);
    }
    return value.intValue();
  }

  /** A token's id. */
  static int token(EndpointSpec spec, JsonNode value, int position) {
    if (!value.isInt() || value.intValue() < 0) {
      throw unusable(spec, "token id", position);
    }
    return value.intValue();
  }

  /** A token's id that is the name of a field. */
  static int token(EndpointSpec spec, String name, int position) {
    if (!name.matches("[0-9]{1,9}")) {
      throw unusable(spec, "token id", position);
    }
    return Integer.parseInt(name);
  }

  private static EndpointException unusable(EndpointSpec spec, String what, int position) {
    return new EndpointException(
        "%s answered with no usable %s for token %d of a row. Its tokens must be those of the tokenizer that was given."
            .formatted(spec.url(), what, position));
  }
}
