package dev.palimpsest.jobs.demo;

import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.report.CorpusOrigins.StageCount;
import dev.palimpsest.audit.stats.Metric;
import java.nio.file.Path;
import java.util.List;

/**
 * What the demonstration ended with.
 *
 * @param stages what became of the rows
 * @param metrics what was measured
 * @param verdict of the gate
 * @param report where it lies
 * @param seconds of wall time
 */
public record DemoResult(
    List<StageCount> stages, List<Metric> metrics, Verdict verdict, Path report, double seconds) {

  public DemoResult {
    stages = List.copyOf(stages);
    metrics = List.copyOf(metrics);
  }
}
