package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.endpoint.Endpoint;
import dev.palimpsest.audit.endpoint.EndpointException;
import dev.palimpsest.audit.signal.Logprobs;
import dev.palimpsest.jobs.JobFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logprobs",
    description = "What a checkpoint thinks of every token of some texts; without Spark.")
final class LogprobsCommand implements Callable<Integer> {

  @Mixin ModelOptions model = new ModelOptions();
  @Mixin EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Most positions computed at once. Default: ${DEFAULT-VALUE}.")
  int batchTokens;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSONL {id, text} or {id, tokens}; default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    return switch (model.engine) {
      case LIBTORCH, DL4J -> {
        endpoint.requireAbsent();
        yield TextInput.each(file, this::load);
      }
      case ENDPOINT -> {
        model.requireNothingLocal();
        yield TextInput.each(file, this::ask);
      }
    };
  }

  private void load(InputStream in, OutputStream out) throws IOException {
    var options = new Logprobs.Options(model.spec(), batchTokens, OptionalInt.of(model.threads()));
    Logprobs.run(options, in, out, Console.stream());
  }

  private void ask(InputStream in, OutputStream out) throws IOException {
    try (Endpoint opened = Endpoint.open(endpoint.spec(model.checkpoint))) {
      Console.say("logprobs: %s", opened.description());
      Logprobs.run(opened, batchTokens, model.threads(), in, out, Console.stream());
    } catch (EndpointException e) {
      throw new JobFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
