package dev.palimpsest.audit.probe;

/** Mean log-probability of the fifth of the tokens that the tuned model finds least likely. */
public record MinKProbe() implements Probe {

  @Override
  public String name() {
    return "min_k";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean of the ceil(0.2 T) lowest lp, tuned",
        "nats per token",
        "(−∞, 0]",
        "Shi et al. 2024, Detecting Pretraining Data, section 3 (Min-K%)",
        "How well the model predicts the most surprising fifth of the row.");
  }

  @Override
  public double score(RowSignals row) {
    return LowestShare.mean(row.tunedLogProbabilities());
  }
}
