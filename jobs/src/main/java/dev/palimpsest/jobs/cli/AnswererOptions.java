package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.signals.Answerer;
import dev.palimpsest.jobs.signals.Answerers;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who answers for the models of an audit. */
final class AnswererOptions {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "libtorch",
      description =
          "What computes, or endpoint for a server: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ModelOptions.Engine engine = ModelOptions.Engine.LIBTORCH;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "Numbers to compute in: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ComputeType type = ComputeType.FP32;

  @Mixin EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--base-model",
      paramLabel = "NAME",
      description =
          "Name under which the server serves the base. Default: nothing is compared with the base. For --engine endpoint.")
  @Nullable String baseModel;

  /** Whether a server is asked. */
  boolean asksServer() {
    return engine == ModelOptions.Engine.ENDPOINT;
  }

  /**
   * @throws UserException if options do not fit each other
   */
  Answerers answerers() {
    if (!asksServer()) {
      endpoint.requireAbsent();
      if (baseModel != null) {
        throw new UserException("--base-model asks a server: give --engine endpoint too.");
      }
      return Answerers.loaded(checked(engine.loading(), type));
    }
    if (type != ComputeType.FP32) {
      throw new UserException(
          "--dtype is the server's affair with --engine endpoint. Leave it out.");
    }
    Answerer.Served tuned = endpoint.served();
    if (tuned.model().equals(baseModel)) {
      throw new UserException(
          "--model and --base-model must be two models; both are " + baseModel + ".");
    }
    return new Answerers(tuned, baseModel == null ? null : endpoint.served(tuned.url(), baseModel));
  }

  /**
   * What must be said of an audit whose models were asked so; nothing where executors compute
   * themselves.
   */
  List<String> limitations() {
    return asksServer()
        ? List.of(
            "A server answered for the models (%s). That it serves the registered weights, as they are, is its operator's word. It tells no mean and deviation of log-probabilities, so Min-K%%++ was not measured."
                .formatted(endpoint.model))
        : List.of();
  }

  /** These options as they are given, those left to their defaults left out; "" if all are. */
  String given() {
    StringJoiner given = new StringJoiner(" ");
    if (engine != ModelOptions.Engine.LIBTORCH) {
      given.add("--engine " + engine.name().toLowerCase(Locale.ROOT));
    }
    if (type != ComputeType.FP32) {
      given.add("--dtype " + type.name().toLowerCase(Locale.ROOT));
    }
    if (asksServer()) {
      given.add("--url " + endpoint.url + " --model " + endpoint.model);
    }
    if (baseModel != null) {
      given.add("--base-model " + baseModel);
    }
    return given.toString();
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
