package dev.palimpsest.jobs.lake;

import java.util.List;
import java.util.Optional;

/** All tables, in the order of the data's way. */
public final class LakeTables {

  public static final List<LakeTable> ALL =
      List.of(
          Inputs.TABLE,
          Traces.TABLE,
          Quarantine.TABLE,
          Scrubbed.TABLE,
          Findings.TABLE,
          PathStatistics.TABLE,
          PathProfiles.TABLE,
          Signatures.TABLE,
          Edges.TABLE,
          Decisions.TABLE,
          Corpus.TABLE,
          Canaries.TABLE,
          Checkpoints.TABLE,
          Documents.TABLE,
          Signals.TABLE,
          Scores.TABLE,
          Extractions.TABLE,
          Metrics.TABLE,
          Verdicts.TABLE,
          Runs.TABLE);

  private LakeTables() {}

  /** The table of that name. */
  public static Optional<LakeTable> of(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
