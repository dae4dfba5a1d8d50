package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.signal.Logprobs;
import java.io.IOException;
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
    return TextInput.each(
        file,
        (in, out) -> {
          var options =
              new Logprobs.Options(model.spec(), batchTokens, OptionalInt.of(model.threads()));
          Logprobs.run(options, in, out, Console.stream());
        });
  }
}
