package dev.palimpsest.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.model.Device;
import dev.palimpsest.jobs.JobFailedException;
import org.junit.jupiter.api.Test;

class ModelPlacementTest {

  private static final ModelPlacement STAGE =
      new ModelPlacement(GpuScheduling.STAGE, 2, "/gpu-discovery");

  @Test
  void device_processor_ignoresGpusOfTheExecutor() {
    assertThat(ModelPlacement.PROCESSOR.device(new String[] {"1"})).isEqualTo(Device.CPU);
  }

  @Test
  void device_taskOfACluster_isItsOwnGpu() {
    assertThat(STAGE.device(new String[] {"3"})).isEqualTo(Device.cuda(3));
    assertThat(new ModelPlacement(GpuScheduling.APPLICATION, 1, "").device(new String[] {"0"}))
        .isEqualTo(Device.cuda(0));
  }

  @Test
  void device_singleTask_isTheFirstGpu() {
    assertThat(new ModelPlacement(GpuScheduling.SINGLE_TASK, 1, "").device(new String[0]))
        .isEqualTo(Device.cuda(0));
  }

  @Test
  void device_taskWithoutAGpu_failsAndSaysWhereToLook() {
    assertThatThrownBy(() -> STAGE.device(new String[0]))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "Spark must give a task one GPU by its number. Provided value: []. See what /gpu-discovery prints on the executors.");
    assertThatThrownBy(() -> STAGE.device(new String[] {"GPU-8a5b"}))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("[GPU-8a5b]");
  }

  @Test
  void tasksSharingDevice_processorIsSharedAndAGpuIsNot() {
    assertThat(ModelPlacement.PROCESSOR.tasksSharingDevice(4)).isEqualTo(4);
    assertThat(STAGE.tasksSharingDevice(4)).isEqualTo(1);
  }
}
