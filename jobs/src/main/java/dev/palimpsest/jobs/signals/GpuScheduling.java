package dev.palimpsest.jobs.signals;

import dev.palimpsest.jobs.UserException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/** How the tasks that ask a model come by their GPUs: one each. */
public enum GpuScheduling {
  /** They compute on the processor. */
  NONE,
  /** Local Spark with one task at a time: it takes the first GPU. */
  SINGLE_TASK,
  /** Every executor of the application has GPUs, and every task takes one. */
  APPLICATION,
  /** Only the stages that ask a model run on executors with GPUs, which are started for them. */
  STAGE;

  /** Spark's name of the resource. */
  static final String GPU = "gpu";

  private static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  private static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
  private static final String DISCOVERY = "spark.executor.resource.gpu.discoveryScript";
  private static final String VENDOR = "spark.executor.resource.gpu.vendor";
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";

  /**
   * How {@code gpus} per executor are to be had of a cluster. Spark takes whole resource profiles
   * only with dynamic allocation; without it the settings of the application must ask for GPUs.
   *
   * @param gpus per executor; 0 for none
   * @param master of the session
   * @param settings of the session before it is made
   * @throws UserException if that cluster or those settings cannot give a task a GPU of its own
   */
  public static GpuScheduling of(int gpus, String master, SparkConf settings) {
    if (gpus < 0) {
      throw new UserException("--gpus-per-executor must be at least 0. Provided value: " + gpus);
    }
    if (gpus == 0) {
      return NONE;
    }
    if (master.startsWith("local")) {
      if (gpus > 1 || !(master.equals("local") || master.equals("local[1]"))) {
        throw new UserException(
            "--gpus-per-executor %d with master %s: local Spark cannot give each task a GPU of its own. Use --gpus-per-executor 1 with --master local[1], or a cluster."
                .formatted(gpus, master));
      }
      return SINGLE_TASK;
    }
    if (settings.getBoolean(DYNAMIC, false)) {
      return STAGE;
    }
    requireSame(settings, EXECUTOR_AMOUNT, gpus);
    requireSame(settings, TASK_AMOUNT, 1);
    return APPLICATION;
  }

  /**
   * Spark's settings by which executors get {@code gpus}; empty where there is nothing to set.
   *
   * @param master of the session
   * @param discovery script that prints an executor's GPUs, at its path on the executors
   */
  public Map<String, String> settings(int gpus, String master, String discovery) {
    Map<String, String> settings = new TreeMap<>();
    switch (this) {
      case NONE, SINGLE_TASK -> {}
      case APPLICATION -> {
        settings.put(EXECUTOR_AMOUNT, Integer.toString(gpus));
        settings.put(TASK_AMOUNT, "1");
        settings.put(DISCOVERY, discovery);
        if (master.startsWith("k8s")) {
          settings.put(VENDOR, GpuProfile.VENDOR);
        }
      }
      case STAGE -> settings.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
    }
    if (this == APPLICATION || this == STAGE) {
      // Otherwise CUDA counts the fastest card first, and nvidia-smi the first slot.
      settings.put("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    }
    return settings;
  }

  private static void requireSame(SparkConf settings, String key, int wanted) {
    String given = settings.get(key, Integer.toString(wanted));
    if (!given.equals(Integer.toString(wanted))) {
      throw new UserException(
          "%s must be %d, so that each task has a GPU of its own. Provided value: %s. Leave the setting out."
              .formatted(key, wanted, given));
    }
  }
}
