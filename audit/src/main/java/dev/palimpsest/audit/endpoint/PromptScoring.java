package dev.palimpsest.audit.endpoint;

import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.audit.model.TokenStatistics;
import java.util.Set;

/** A way of asking a server for the log-probabilities of a row's own tokens. */
sealed interface PromptScoring permits PromptLogprobs, EchoedLogprobs, ForcedTokens {

  /** Name of the way, for people. */
  String description();

  /** The columns that it fills. */
  Set<Statistic> measured();

  /**
   * How many positions of the server's context a row leaves unused: those of the token that must be
   * generated.
   */
  int reserve();

  /**
   * @param row at least two tokens
   * @throws EndpointException if the answer does not fit the row
   */
  TokenStatistics score(int[] row);
}
