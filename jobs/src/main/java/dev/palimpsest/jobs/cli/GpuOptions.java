package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.model.Device;
import dev.palimpsest.audit.model.DeviceException;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.signals.GpuScheduling;
import dev.palimpsest.jobs.signals.ModelPlacement;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** GPUs of the executors that ask a model. */
final class GpuOptions {

  @Option(
      names = "--gpus-per-executor",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "GPUs of each executor; a task takes one. Default: ${DEFAULT-VALUE}, the processor.")
  int gpus;

  /** A session, and where its tasks compute. */
  record Placed(SparkSession session, ModelPlacement placement) {}

  /**
   * A session whose executors have the GPUs.
   *
   * @param answer who answers
   * @throws UserException if this build or that cluster cannot give a task a GPU
   */
  Placed session(SparkOptions spark, String name, AnswererOptions answer) {
    SparkConf settings = SessionFactory.settings();
    String master = SessionFactory.master(spark.master, settings);
    GpuScheduling scheduling = GpuScheduling.of(gpus, master, settings);
    if (scheduling != GpuScheduling.NONE) {
      if (answer.asksServer()) {
        throw new UserException(
            "--gpus-per-executor is for engines that compute on executors; --engine endpoint asks a server. Leave one out.");
      }
      try {
        LanguageModels.requireBuilt(answer.engine.loading(), Device.cuda(0));
      } catch (DeviceException e) {
        throw new UserException(String.valueOf(e.getMessage()), e);
      }
    }
    String discovery =
        settings.get("spark.executor.resource.gpu.discoveryScript", installedDiscovery());
    Map<String, String> wished = scheduling.settings(gpus, master, discovery);
    return new Placed(spark.session(name, wished), new ModelPlacement(scheduling, gpus, discovery));
  }

  /** On executors the installation lies at the same path. */
  private static String installedDiscovery() {
    return Path.of(System.getProperty("palimpsest.home", "."), "cluster", "gpu-discovery")
        .toAbsolutePath()
        .toString();
  }
}
