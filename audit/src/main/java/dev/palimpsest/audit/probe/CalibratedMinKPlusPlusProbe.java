package dev.palimpsest.audit.probe;

/** {@link MinKPlusPlusProbe} of the tuned model less that of the base model. */
public record CalibratedMinKPlusPlusProbe() implements Probe {

  @Override
  public String name() {
    return "min_k_pp_cal";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "min_k_pp, tuned − min_k_pp, base",
        "standard deviations",
        "(−∞, ∞)",
        "Zhang et al. 2025, Min-K%++, section 4, with the base model as reference",
        "How much tuning raised the score min_k_pp.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    int[] positions = row.positions();
    return row.hasBase()
        && LowestShare.isStandardisable(row.tuned(), positions)
        && LowestShare.isStandardisable(row.knownBase(), positions);
  }

  @Override
  public double score(RowSignals row) {
    int[] positions = row.positions();
    return LowestShare.mean(LowestShare.standardised(row.tuned(), positions))
        - LowestShare.mean(LowestShare.standardised(row.knownBase(), positions));
  }
}
