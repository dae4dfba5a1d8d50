package dev.palimpsest.audit.probe;

/** How much likelier tuning made the row, per token. */
public record ReferenceProbe() implements Probe {

  @Override
  public String name() {
    return "ref";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean lp, tuned − mean lp, base",
        "nats per token",
        "(−∞, ∞)",
        "Carlini et al. 2021, Extracting Training Data, section 5; Mireshghallah et al. 2022",
        "How much better the model predicts the row than before it was tuned.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return row.hasBase();
  }

  @Override
  public double score(RowSignals row) {
    return RowSignals.mean(row.tunedLogProbabilities())
        - RowSignals.mean(row.baseLogProbabilities());
  }
}
