package dev.palimpsest.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.palimpsest.jobs.JobFailedException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Measures stages of a benchmark in this JVM, one after the other. */
final class StageMeter {

  /** Below this, what a task takes is what starting it takes. */
  private static final long SHORT_MILLIS = 1000;

  private final SparkSession spark;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  StageMeter(SparkSession spark) {
    this.spark = spark;
  }

  /** Runs {@code work} and says what it cost. */
  StageCost measure(String stage, long documents, long bytes, Runnable work) {
    Tasks tasks = new Tasks();
    spark.sparkContext().addSparkListener(tasks);
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    try {
      work.run();
    } finally {
      wall = System.nanoTime() - wall;
      cpu = system.getProcessCpuTime() - cpu;
      awaitEvents();
      spark.sparkContext().removeSparkListener(tasks);
    }
    return new StageCost(
        stage, documents, bytes, wall / 1e9, cpu / 1e9, tasks.shuffleBytes, tasks.skew());
  }

  /** Spark tells its listeners late. */
  private void awaitEvents() {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new JobFailedException("Spark's listeners do not come to an end.", e);
    }
  }

  private static final class Tasks extends SparkListener {

    private final Map<Integer, List<Long>> millis = new HashMap<>();
    private long shuffleBytes;

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
      millis
          .computeIfAbsent(event.stageId(), unseen -> new ArrayList<>())
          .add(event.taskInfo().duration());
      shuffleBytes += event.taskMetrics().shuffleWriteMetrics().bytesWritten();
    }

    double skew() {
      double largest = 1;
      for (List<Long> durations : millis.values()) {
        Collections.sort(durations);
        long median = durations.get(durations.size() / 2);
        long longest = durations.get(durations.size() - 1);
        if (longest >= SHORT_MILLIS) {
          largest = Math.max(largest, longest / (double) Math.max(median, 1));
        }
      }
      return largest;
    }
  }
}
