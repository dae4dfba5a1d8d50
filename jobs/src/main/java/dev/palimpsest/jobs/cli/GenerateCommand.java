package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.generate.Generate;
import dev.palimpsest.audit.model.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    description = "Text from a checkpoint, after the prompts of a file; without Spark.")
final class GenerateCommand implements Callable<Integer> {

  @Mixin ModelOptions model = new ModelOptions();

  @Option(
      names = {"--max-new-tokens", "--max-tokens"},
      paramLabel = "N",
      defaultValue = "64",
      description = "Most tokens of an answer. Default: ${DEFAULT-VALUE}.")
  int maxNewTokens;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Scores are divided by it; 0 always takes the likeliest. Default: ${DEFAULT-VALUE}.")
  double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Only the K likeliest take part; 0 for all. Default: ${DEFAULT-VALUE}.")
  int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Only the likeliest that together have probability P. Default: ${DEFAULT-VALUE}.")
  double topP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same text. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "JSONL {id, text}, {id, tokens} or {id, messages, tools}; default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    return TextInput.each(
        file,
        (in, out) -> {
          Sampling sampling = new Sampling(temperature, topK, topP, seed);
          var options = new Generate.Options(model.spec(), maxNewTokens, sampling, model.threads());
          Generate.run(options, in, out, Console.stream());
        });
  }
}
