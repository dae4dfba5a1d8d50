package dev.palimpsest.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Shows how far Spark's stages are; those of a moment are not shown. */
final class SparkProgress extends SparkListener {

  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private record Stage(Instant started, int tasks, AtomicInteger done) {}

  private final Progress progress;
  private final Map<Integer, Stage> running = new HashMap<>();

  SparkProgress(String job) {
    this.progress = new Progress(job);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    running.put(
        event.stageInfo().stageId(),
        new Stage(Instant.now(), event.stageInfo().numTasks(), new AtomicInteger()));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    Stage stage = running.get(event.stageId());
    if (stage == null || !event.taskInfo().successful()) {
      return;
    }
    int tasks = stage.done().incrementAndGet();
    if (Duration.between(stage.started(), Instant.now()).compareTo(A_MOMENT) >= 0) {
      progress.at(tasks, stage.tasks(), "tasks of stage %d".formatted(event.stageId()));
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    running.remove(event.stageInfo().stageId());
    progress.end();
  }
}
