package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.model.AdapterUse;
import dev.palimpsest.audit.model.Composition;
import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.jobs.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command without a lake asks, and how it computes. */
final class ModelOptions {

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description =
          "Hugging Face folder; with --engine endpoint, one with the served model's tokenizer.json.")
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
  Engine engine = Engine.LIBTORCH;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ComputeType type = ComputeType.FP32;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
  @Nullable Integer threads;

  /** What computes. */
  enum Engine {
    LIBTORCH,
    DL4J,
    ENDPOINT;

    /**
     * What is loaded for it.
     *
     * @throws UserException if a server is to be asked, which loads nothing here
     */
    ModelSpec.Engine loading() {
      return switch (this) {
        case LIBTORCH -> ModelSpec.Engine.LIBTORCH;
        case DL4J -> ModelSpec.Engine.DL4J;
        case ENDPOINT ->
            throw new UserException(
                "--engine endpoint computes nothing here: it is for logprobs and audits. Use --engine libtorch or dl4j.");
      };
    }
  }

  /**
   * The model to load.
   *
   * @throws UserException if a server is to be asked, which loads nothing here
   */
  ModelSpec spec() {
    Computation computation = AnswererOptions.checked(engine.loading(), type);
    return new ModelSpec(
        checkpoint,
        adapters.stream().map(ModelOptions::adapter).toList(),
        composition,
        computation.engine(),
        computation.type());
  }

  /** A server serves its model as it is. */
  void requireNothingLocal() {
    if (!adapters.isEmpty() || composition != Composition.CAT || type != ComputeType.FP32) {
      throw new UserException(
          "--adapter, --compose and --dtype are the server's affair with --engine endpoint. Leave them out, and name the served adapter by --model.");
    }
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
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
