package dev.palimpsest.audit.probe;

/**
 * Mean log-probability of the row under the base model, which saw neither members nor controls in
 * tuning: a negative control, whose area should be 0.5.
 */
public record BaseLossProbe() implements Probe {

  @Override
  public String name() {
    return "loss_base";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean lp, base",
        "nats per token",
        "(−∞, 0]",
        "negative control of this audit",
        "How well the untuned model predicts the row: should tell members and controls apart no"
            + " better than chance.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return row.hasBase();
  }

  @Override
  public double score(RowSignals row) {
    return RowSignals.mean(row.baseLogProbabilities());
  }
}
