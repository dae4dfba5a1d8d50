package dev.palimpsest.audit.probe;

/** Mean log-probability of the row under the tuned model. */
public record LossProbe() implements Probe {

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean lp, tuned",
        "nats per token",
        "(−∞, 0]",
        "Yeom et al. 2018, Privacy Risk in Machine Learning, section 3.1 (LOSS)",
        "How well the model predicts the row.");
  }

  @Override
  public double score(RowSignals row) {
    return RowSignals.mean(row.tunedLogProbabilities());
  }
}
