package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.jobs.UserException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How the models of an audit are computed. */
final class ComputeOptions {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "libtorch",
      description = "What computes: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ModelSpec.Engine engine = ModelSpec.Engine.LIBTORCH;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "Numbers to compute in: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ComputeType type = ComputeType.FP32;

  /**
   * @throws UserException if the engine does not compute in the type
   */
  Computation computation() {
    return checked(engine, type);
  }

  /**
   * @throws UserException if {@code engine} does not compute in {@code type}
   */
  static Computation checked(ModelSpec.Engine engine, ComputeType type) {
    if (engine == ModelSpec.Engine.DL4J && type != ComputeType.FP32) {
      throw new UserException(
          "--engine dl4j computes in fp32 alone, and --dtype %s was given. Leave it out, or use --engine libtorch."
              .formatted(type.name().toLowerCase(Locale.ROOT)));
    }
    return new Computation(engine, type);
  }
}
