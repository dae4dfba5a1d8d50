package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.endpoint.JsonClient.Answer;
import dev.palimpsest.audit.endpoint.JsonClient.Failure;
import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.audit.model.TokenStatistics;
import java.util.Optional;
import java.util.Set;

/**
 * {@code echo} with {@code logprobs} of the first OpenAI interface: the row comes back with the
 * log-probability of each of its tokens. The likeliest tokens come as texts that several ids may
 * share, so nothing is read from them. One request a row.
 */
record EchoedLogprobs(JsonClient client, EndpointSpec spec) implements PromptScoring {

  /** Empty if the server knows nothing of this, or leaves out the echo without saying so. */
  static Optional<PromptScoring> find(JsonClient client, EndpointSpec spec, int[] sample) {
    EchoedLogprobs scoring = new EchoedLogprobs(client, spec);
    Answer answer = scoring.ask(sample, Failure.FINAL);
    JsonNode echoed = echoed(answer.body());
    return answer.isOk() && echoed.isArray() && echoed.size() >= sample.length
        ? Optional.of(scoring)
        : Optional.empty();
  }

  @Override
  public String description() {
    return "echo with logprobs";
  }

  @Override
  public Set<Statistic> measured() {
    return Set.of(Statistic.LOGPROB);
  }

  @Override
  public int reserve() {
    return 1;
  }

  @Override
  public TokenStatistics score(int[] row) {
    Answer answer = ask(row, Failure.PASSING);
    Answers.requireOk(spec, answer);
    JsonNode echoed = echoed(answer.body());
    // The generated token comes last, if it is not the end of the text.
    Answers.requireLength(spec, "token_logprobs", echoed, row.length, row.length + 1);
    TokenStatistics statistics = TokenStatistics.unpredicted(row.length);
    for (int i = 1; i < row.length; i++) {
      statistics.logprob()[i] = (float) Answers.logprob(spec, echoed.get(i), i);
    }
    return statistics;
  }

  private Answer ask(int[] row, Failure failure) {
    ObjectNode request = Answers.request(spec, row);
    request.put("echo", true).put("logprobs", 1);
    return client.post(spec.resource("completions"), request, failure);
  }

  private static JsonNode echoed(JsonNode body) {
    return body.path("choices").path(0).path("logprobs").path("token_logprobs");
  }
}
