package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import java.util.stream.IntStream;

/** Likelihood of the row as it stands against the same row in lower case. */
public record LowercaseProbe() implements Probe {

  @Override
  public String name() {
    return "lowercase";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean lp, tuned − mean lp of the lower-cased row, tuned",
        "nats per token",
        "(−∞, ∞)",
        "Carlini et al. 2021, Extracting Training Data, section 5.2",
        "Whether the model depends on the exact upper and lower case of the row.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return row.lowercased() != null && row.lowercased().size() > 1;
  }

  @Override
  public double score(RowSignals row) {
    TokenSignals lowercased = row.lowercased();
    if (lowercased == null || lowercased.size() < 2) {
      throw new IllegalArgumentException(
          "lowercase needs signals of the lower-cased row. Provided: none");
    }
    // The copy was never trained on, so no position of it is a training target.
    int[] positions = IntStream.range(1, lowercased.size()).toArray();
    return RowSignals.mean(row.tunedLogProbabilities())
        - RowSignals.mean(RowSignals.logProbabilities(lowercased, positions));
  }
}
