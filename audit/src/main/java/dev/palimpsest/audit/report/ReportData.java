package dev.palimpsest.audit.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.stats.Metric;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a report says.
 *
 * @param title such as the name of the checkpoint
 * @param createdAt when the report was written
 * @param verdict of the gate
 * @param subjects what was audited
 * @param corpus what became of the rows that the training data was made from
 * @param population how many rows the figures rest on
 * @param metrics from {@link dev.palimpsest.audit.probe.Evaluation}
 * @param canarySurvival state of planted canaries after packing to their number; empty if not
 *     checked
 * @param limitations of this run, in plain words, beside those of every run
 * @param reproduction how to do it again
 */
public record ReportData(
    String title,
    @JsonProperty("created_at") Instant createdAt,
    Verdict verdict,
    List<Subject> subjects,
    CorpusOrigins corpus,
    Population population,
    List<Metric> metrics,
    @JsonProperty("canary_survival") Map<String, Integer> canarySurvival,
    List<String> limitations,
    Reproduction reproduction) {

  public ReportData {
    subjects = List.copyOf(subjects);
    metrics = List.copyOf(metrics);
    canarySurvival = Collections.unmodifiableMap(new TreeMap<>(canarySurvival));
    limitations = List.copyOf(limitations);
  }

  /**
   * Something that was audited.
   *
   * @param role such as {@code adapter}
   * @param name that people know it by
   * @param sha256 in hexadecimal
   */
  public record Subject(String role, String name, String sha256) {}

  /**
   * Rows behind the figures.
   *
   * @param members trained rows that were scored
   * @param controls held-out rows that were scored
   * @param canariesPlanted canaries that went in
   * @param canariesHeldOut canaries that stayed out
   * @param lowPower scored rows too short to be read alone
   * @param unscored rows without any token that a model predicts
   */
  public record Population(
      int members,
      int controls,
      @JsonProperty("canaries_planted") int canariesPlanted,
      @JsonProperty("canaries_held_out") int canariesHeldOut,
      @JsonProperty("low_power") int lowPower,
      int unscored) {}

  /**
   * How to do it again.
   *
   * @param versions of programs and tables
   * @param seeds of every draw
   * @param commands in order, without secrets
   */
  public record Reproduction(
      Map<String, String> versions, Map<String, Long> seeds, List<String> commands) {

    public Reproduction {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
      commands = List.copyOf(commands);
    }
  }

  /** The metrics by name. */
  MetricIndex index() {
    return new MetricIndex(metrics);
  }
}
