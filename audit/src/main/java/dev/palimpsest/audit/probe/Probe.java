package dev.palimpsest.audit.probe;

import java.util.List;

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

  /** Every row probe, in the order of reports. */
  List<Probe> ALL =
      List.of(
          new LossProbe(),
          new ZlibProbe(),
          new LowercaseProbe(),
          new ReferenceProbe(),
          new MinKProbe(),
          new MinKPlusPlusProbe(),
          new CalibratedMinKPlusPlusProbe(),
          new ErrorZoneProbe(),
          new WindowProbe(),
          new BaseLossProbe());

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
