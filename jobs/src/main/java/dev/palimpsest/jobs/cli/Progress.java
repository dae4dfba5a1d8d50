package dev.palimpsest.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress of long work: a bar on a terminal, a line every ten seconds elsewhere. */
final class Progress {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final String name;
  private final boolean terminal = System.console() != null;
  private @Nullable ProgressBar bar;
  private Instant last = Instant.EPOCH;

  Progress(String name) {
    this.name = name;
  }

  /** {@code step} of {@code steps} is done. */
  void at(long step, long steps, String message) {
    if (terminal) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("  " + name)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build();
      }
      bar.maxHint(steps);
      bar.stepTo(step);
      bar.setExtraMessage(" " + message);
      return;
    }
    Instant now = Instant.now();
    if (step == steps || Duration.between(last, now).compareTo(BETWEEN_LINES) >= 0) {
      last = now;
      Console.say("  %s: %d of %d, %s", name, step, steps, message);
    }
  }

  /** Nothing more comes. */
  void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
