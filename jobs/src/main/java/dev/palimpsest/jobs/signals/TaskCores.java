package dev.palimpsest.jobs.signals;

import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** The cores of a task, which its model may use and no more. */
final class TaskCores {

  private TaskCores() {}

  /** {@code spark.task.cpus} of the running task, or of its stage's profile; 1 outside of tasks. */
  static int ofThisTask() {
    TaskContext task = TaskContext.get();
    return task == null ? 1 : task.cpus();
  }

  /** Tasks that this executor runs side by side, as far as Spark's settings say; at least 1. */
  static int tasksOfThisExecutor() {
    SparkEnv environment = SparkEnv.get();
    int cores = environment == null ? 1 : environment.conf().getInt("spark.executor.cores", 1);
    return Math.max(1, cores / ofThisTask());
  }

  /**
   * Batches that a task computes at the same time, each on one core.
   *
   * @param wanted {@code signals.threads}; 0 for all cores of the task
   * @param owned cores that Spark gives the task: {@code spark.task.cpus}
   * @return at least 1, at most {@code owned}
   */
  static int threads(int wanted, int owned) {
    if (wanted < 0 || owned < 1) {
      throw new IllegalArgumentException(
          "threads must be at least 0 and cores at least 1. Provided values: %d and %d"
              .formatted(wanted, owned));
    }
    return wanted == 0 ? owned : Math.min(wanted, owned);
  }
}
