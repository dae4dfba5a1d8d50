package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.checkpoint.CheckpointException;
import dev.palimpsest.audit.model.AdapterUse;
import dev.palimpsest.audit.model.Composition;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.signal.Logprobs;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logprobs",
    description = "What a checkpoint thinks of every token of some texts; without Spark.")
final class LogprobsCommand implements Callable<Integer> {

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "Hugging Face folder.")
  Path checkpoint = Path.of("");

  @Option(
      names = "--adapter",
      paramLabel = "DIR[=WEIGHT]",
      description = "PEFT adapter; may be given several times.")
  List<String> adapters = new ArrayList<>();

  @Option(
      names = "--compose",
      paramLabel = "HOW",
      defaultValue = "cat",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Composition composition = Composition.CAT;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "libtorch",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ModelSpec.Engine engine = ModelSpec.Engine.LIBTORCH;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ComputeType type = ComputeType.FP32;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Most positions computed at once. Default: ${DEFAULT-VALUE}.")
  int batchTokens;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
  @Nullable Integer threads;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSONL {id, text} or {id, tokens}; default: standard input.")
  @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    ModelSpec spec =
        new ModelSpec(
            checkpoint,
            adapters.stream().map(LogprobsCommand::adapter).toList(),
            composition,
            engine,
            type);
    var options =
        new Logprobs.Options(
            spec, batchTokens, threads == null ? OptionalInt.empty() : OptionalInt.of(threads));
    try (InputStream in = file == null ? System.in : Files.newInputStream(file)) {
      Logprobs.run(options, in, StandardOutput.stream(), Console.stream());
      StandardOutput.flush();
      return ExitCodes.DONE;
    } catch (CheckpointException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new UserException(
          "%s does not exist. Give logprobs a file that does.".formatted(file), e);
    }
  }

  /**
   * A folder may hold an equals sign; what stands behind the last one is a weight if it is a
   * number.
   */
  private static AdapterUse adapter(String text) {
    int at = text.lastIndexOf('=');
    if (at > 0 && text.substring(at + 1).matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
      return new AdapterUse(
          Path.of(text.substring(0, at)), Double.parseDouble(text.substring(at + 1)));
    }
    return new AdapterUse(Path.of(text), 1);
  }
}
