package dev.palimpsest.jobs.signals;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ExecutorResourceRequests;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/** Executors with GPUs for some stages of an application. */
final class GpuProfile {

  /** Kubernetes asks for {@code nvidia.com/gpu}. */
  static final String VENDOR = "nvidia.com";

  private GpuProfile() {}

  /**
   * What a stage asks for: executors with so many GPUs and a task for each of them.
   *
   * @param gpus per executor
   * @param taskCores {@code spark.task.cpus}
   * @param discovery script that prints an executor's GPUs, at its path on the executors
   */
  static ResourceProfile of(int gpus, int taskCores, String discovery) {
    return new ResourceProfileBuilder()
        .require(
            new ExecutorResourceRequests()
                .cores(gpus * taskCores)
                .resource(GpuScheduling.GPU, gpus, discovery, VENDOR))
        .require(new TaskResourceRequests().cpus(taskCores).resource(GpuScheduling.GPU, 1))
        .build();
  }

  /**
   * Addresses of the running task's GPUs.
   *
   * @return none outside of tasks, and for tasks that Spark gave none
   */
  static String[] addresses() {
    TaskContext task = TaskContext.get();
    if (task == null) {
      return new String[0];
    }
    Map<String, ResourceInformation> resources = task.resourcesJMap();
    ResourceInformation gpus = resources.get(GpuScheduling.GPU);
    return gpus == null ? new String[0] : gpus.addresses();
  }
}
