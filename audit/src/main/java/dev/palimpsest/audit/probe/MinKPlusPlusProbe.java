package dev.palimpsest.audit.probe;

/**
 * {@link MinKProbe} of log-probabilities standardised by what the model expected at their place.
 */
public record MinKPlusPlusProbe() implements Probe {

  @Override
  public String name() {
    return "min_k_pp";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean of the ceil(0.2 T) lowest (lp − mu) / max(sd, 1e-8), tuned",
        "standard deviations",
        "(−∞, ∞)",
        "Zhang et al. 2025, Min-K%++, section 4",
        "How well the model predicts the most surprising fifth, given how uncertain it is there.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return LowestShare.isStandardisable(row.tuned(), row.positions());
  }

  @Override
  public double score(RowSignals row) {
    return LowestShare.mean(LowestShare.standardised(row.tuned(), row.positions()));
  }
}
