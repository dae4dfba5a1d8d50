package dev.palimpsest.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.palimpsest.jobs.UserException;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuSchedulingTest {

  private static final String SCRIPT = "/opt/palimpsest/cluster/gpu-discovery";

  @Test
  void of_noGpus_isTheProcessorEverywhere() {
    assertThat(GpuScheduling.of(0, "local[*]", conf())).isEqualTo(GpuScheduling.NONE);
    assertThat(GpuScheduling.of(0, "yarn", conf())).isEqualTo(GpuScheduling.NONE);
    assertThat(GpuScheduling.NONE.settings(0, "yarn", SCRIPT)).isEmpty();
  }

  @Test
  void of_negative_isRefused() {
    assertThatThrownBy(() -> GpuScheduling.of(-1, "yarn", conf()))
        .isInstanceOf(UserException.class)
        .hasMessage("--gpus-per-executor must be at least 0. Provided value: -1");
  }

  @Test
  void of_localSparkWithOneTask_takesTheOnlyGpu() {
    assertThat(GpuScheduling.of(1, "local[1]", conf())).isEqualTo(GpuScheduling.SINGLE_TASK);
    assertThat(GpuScheduling.SINGLE_TASK.settings(1, "local[1]", SCRIPT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[*]", "local[2]"})
  void of_localSparkWithSeveralTasks_isRefused(String master) {
    assertThatThrownBy(() -> GpuScheduling.of(1, master, conf()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--gpus-per-executor 1 with master "
                + master
                + ": local Spark cannot give each task a GPU of its own. Use --gpus-per-executor 1 with --master local[1], or a cluster.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://api:6443", "spark://host:7077"})
  void of_dynamicAllocation_isByStage(String master) {
    SparkConf dynamic = conf().set("spark.dynamicAllocation.enabled", "true");

    assertThat(GpuScheduling.of(2, master, dynamic)).isEqualTo(GpuScheduling.STAGE);
    assertThat(GpuScheduling.STAGE.settings(2, master, SCRIPT))
        .containsOnly(
            entry("spark.dynamicAllocation.shuffleTracking.enabled", "true"),
            entry("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
  }

  @Test
  void of_fixedExecutors_isForTheWholeApplication() {
    String master = "k8s://https://api:6443";

    assertThat(GpuScheduling.of(2, master, conf())).isEqualTo(GpuScheduling.APPLICATION);
    assertThat(GpuScheduling.APPLICATION.settings(2, master, SCRIPT))
        .containsOnly(
            entry("spark.executor.resource.gpu.amount", "2"),
            entry("spark.executor.resource.gpu.discoveryScript", SCRIPT),
            entry("spark.executor.resource.gpu.vendor", "nvidia.com"),
            entry("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID"),
            entry("spark.task.resource.gpu.amount", "1"));
    assertThat(GpuScheduling.APPLICATION.settings(2, "yarn", SCRIPT))
        .doesNotContainKey("spark.executor.resource.gpu.vendor");
  }

  @Test
  void of_sharedGpus_areRefused() {
    SparkConf shared = conf().set("spark.task.resource.gpu.amount", "0.5");

    assertThatThrownBy(() -> GpuScheduling.of(1, "yarn", shared))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "spark.task.resource.gpu.amount must be 1, so that each task has a GPU of its own. Provided value: 0.5. Leave the setting out.");
  }

  @Test
  void of_operatorsOtherAmount_isRefused() {
    SparkConf other = conf().set("spark.executor.resource.gpu.amount", "4");

    assertThatThrownBy(() -> GpuScheduling.of(1, "yarn", other))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "spark.executor.resource.gpu.amount must be 1, so that each task has a GPU of its own. Provided value: 4. Leave the setting out.");
    assertThat(GpuScheduling.of(4, "yarn", other)).isEqualTo(GpuScheduling.APPLICATION);
  }

  @Test
  void profile_twoGpus_asksForATaskEach() {
    ResourceProfile profile = GpuProfile.of(2, 3, SCRIPT);

    assertThat(profile.executorResourcesJMap().get("gpu").amount()).isEqualTo(2);
    assertThat(profile.executorResourcesJMap().get("gpu").discoveryScript()).isEqualTo(SCRIPT);
    assertThat(profile.executorResourcesJMap().get("gpu").vendor()).isEqualTo("nvidia.com");
    assertThat(profile.executorResourcesJMap().get("cores").amount()).isEqualTo(6);
    assertThat(profile.taskResourcesJMap().get("gpu").amount()).isEqualTo(1);
    assertThat(profile.taskResourcesJMap().get("cpus").amount()).isEqualTo(3);
  }

  private static SparkConf conf() {
    return new SparkConf(false);
  }
}
