package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.endpoint.Endpoint;
import dev.palimpsest.audit.endpoint.EndpointException;
import dev.palimpsest.audit.model.Statistic;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import java.nio.file.Path;

/** Opens servers that answer for the models of an audit. */
final class AskServer {

  private AskServer() {}

  /**
   * @param tokenizer folder of the checkpoint
   * @return the caller closes it
   * @throws UserException if the server cannot tell what an audit needs
   * @throws JobFailedException if it does not answer
   */
  static Endpoint open(Answerer.Served served, Path tokenizer) {
    Endpoint endpoint;
    try {
      endpoint = Endpoint.open(served.spec(tokenizer));
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    } catch (EndpointException e) {
      throw new JobFailedException(String.valueOf(e.getMessage()), e);
    }
    if (endpoint.measured().contains(Statistic.ARGMAX)) {
      return endpoint;
    }
    String description = endpoint.description();
    endpoint.close();
    throw new UserException(
        "An audit needs to know the likeliest token (argmax), without which nothing can be said of extraction. %s. Serve the model with vLLM or llama.cpp."
            .formatted(description));
  }
}
