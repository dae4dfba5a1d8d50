package dev.palimpsest.audit.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.endpoint.JsonClient.Answer;
import dev.palimpsest.audit.endpoint.JsonClient.Failure;
import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.audit.model.TokenStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * vLLM's {@code prompt_logprobs}: for every position the row's own token with its rank, and the
 * likeliest tokens, by id. One request a row.
 *
 * @param likeliest how many likeliest tokens the server lists
 */
record PromptLogprobs(JsonClient client, EndpointSpec spec, int likeliest)
    implements PromptScoring {

  /** vLLM lists as many as its {@code max_logprobs} lets it, 20 by default. */
  private static final List<Integer> WANTED = List.of(TokenStatistics.TOP, 20, 5, 1);

  /** The most that the server lists; empty if it knows nothing of this. */
  static Optional<PromptScoring> find(JsonClient client, EndpointSpec spec, int[] sample) {
    for (int likeliest : WANTED) {
      PromptLogprobs scoring = new PromptLogprobs(client, spec, likeliest);
      Answer answer = scoring.ask(sample, Failure.FINAL);
      if (answer.isOk()) {
        return prompt(answer.body()).isArray() ? Optional.of(scoring) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public String description() {
    return "prompt_logprobs with the " + likeliest + " likeliest tokens";
  }

  @Override
  public Set<Statistic> measured() {
    Set<Statistic> measured = EnumSet.of(Statistic.LOGPROB, Statistic.ARGMAX, Statistic.RANK);
    if (likeliest >= TokenStatistics.TOP) {
      measured.add(Statistic.LSE_TOP40);
    }
    return measured;
  }

  @Override
  public int reserve() {
    return 1;
  }

  @Override
  public TokenStatistics score(int[] row) {
    Answer answer = ask(row, Failure.PASSING);
    Answers.requireOk(spec, answer);
    JsonNode positions = prompt(answer.body());
    Answers.requireLength(spec, "prompt_logprobs", positions, row.length, row.length);
    TokenStatistics statistics = TokenStatistics.unpredicted(row.length);
    for (int i = 1; i < row.length; i++) {
      fill(statistics, i, row[i], positions.get(i));
    }
    return statistics;
  }

  private void fill(TokenStatistics statistics, int at, int token, JsonNode position) {
    JsonNode own = position.path(Integer.toString(token));
    double logprob = Answers.logprob(spec, own.path("logprob"), at);
    LikeliestTokens listed = new LikeliestTokens(likeliest);
    position
        .fields()
        .forEachRemaining(
            field -> {
              int rank = Answers.rank(spec, field.getValue().path("rank"), at);
              // The row's own token is listed too, likely or not.
              if (rank <= likeliest) {
                listed.add(
                    Answers.token(spec, field.getKey(), at),
                    Answers.logprob(spec, field.getValue().path("logprob"), at));
              }
            });
    statistics.logprob()[at] = (float) logprob;
    statistics.rank()[at] = Answers.rank(spec, own.path("rank"), at);
    statistics.argmax()[at] = listed.argmax();
    statistics.lseTop40()[at] = listed.logSumExpOfTop();
  }

  private Answer ask(int[] row, Failure failure) {
    ObjectNode request = Answers.request(spec, row);
    request.put("prompt_logprobs", likeliest);
    return client.post(spec.resource("completions"), request, failure);
  }

  private static JsonNode prompt(JsonNode body) {
    return body.path("choices").path(0).path("prompt_logprobs");
  }
}
