package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

class DeviceTest {

  @Test
  void toString_cpuAndCard_areLibtorchsNames() {
    assertThat(Device.CPU).hasToString("cpu");
    assertThat(Device.cuda(3)).hasToString("cuda:3");
  }

  @Test
  void device_negativeIndex_isRefused() {
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a device must be cpu or cuda:0, cuda:1, …. Provided value: CUDA -1");
  }

  @Test
  @DisabledIf("dev.palimpsest.audit.model.LibTorch#builtForCuda")
  void ops_cardWithTheBuildForProcessors_saysHowToBuild() {
    assertThatThrownBy(() -> new LibTorchOps(ComputeType.FP32, Device.cuda(1)))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "cuda:1 was asked for, but this build computes on the processor alone. Build with mvn -Pcuda package (Linux x86_64).");
  }
}
