package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.model.Device;
import dev.palimpsest.jobs.JobFailedException;
import java.io.Serializable;

/**
 * Where the tasks of a session compute.
 *
 * @param scheduling how they come by GPUs
 * @param gpus per executor; 0 for none
 * @param discovery script that prints an executor's GPUs, at its path on the executors
 */
public record ModelPlacement(GpuScheduling scheduling, int gpus, String discovery)
    implements Serializable {

  /** On the processor. */
  public static final ModelPlacement PROCESSOR = new ModelPlacement(GpuScheduling.NONE, 0, "");

  public ModelPlacement {
    if ((scheduling == GpuScheduling.NONE) != (gpus == 0) || gpus < 0) {
      throw new IllegalArgumentException(
          "gpus must be 0 without GPUs and at least 1 with them. Provided value: " + gpus);
    }
  }

  /**
   * How many of an executor's tasks compute on the same device.
   *
   * @param tasks that the executor runs side by side
   */
  int tasksSharingDevice(int tasks) {
    return switch (scheduling) {
      case NONE -> tasks;
      case SINGLE_TASK, APPLICATION, STAGE -> 1;
    };
  }

  /**
   * The device of a task.
   *
   * @param addresses of the GPUs that Spark gave it
   * @throws JobFailedException if it was to have one and has none, or has no number for it
   */
  Device device(String[] addresses) {
    return switch (scheduling) {
      case NONE -> Device.CPU;
      case SINGLE_TASK -> Device.cuda(0);
      case APPLICATION, STAGE -> {
        if (addresses.length != 1 || !addresses[0].matches("[0-9]{1,4}")) {
          throw new JobFailedException(
              "Spark must give a task one GPU by its number. Provided value: [%s]. See what %s prints on the executors."
                  .formatted(String.join(", ", addresses), discovery));
        }
        yield Device.cuda(Integer.parseInt(addresses[0]));
      }
    };
  }
}
