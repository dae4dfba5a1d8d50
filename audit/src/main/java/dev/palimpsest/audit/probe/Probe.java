package dev.palimpsest.audit.probe;

/**
 * A score of one row: a plain function of its signals under the tuned and the base model. Higher
 * means more like a member. Scores are finite for every row that {@link RowSignals} accepts.
 */
public sealed interface Probe
    permits LossProbe,
        BaseLossProbe,
        ReferenceProbe,
        ZlibProbe,
        LowercaseProbe,
        MinKProbe,
        MinKPlusPlusProbe,
        CalibratedMinKPlusPlusProbe,
        ErrorZoneProbe,
        WindowProbe {

  /** Name in tables and files, such as {@code min_k_pp}. */
  String name();

  ProbeDescription description();

  /** Whether the row has the signals that this probe reads. */
  default boolean measurable(RowSignals row) {
    return true;
  }

  /** The score, finite. */
  double score(RowSignals row);
}
