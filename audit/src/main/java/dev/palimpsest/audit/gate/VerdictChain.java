package dev.palimpsest.audit.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Verdicts in the order in which they were decided, each naming the one before by its hash. */
public final class VerdictChain {

  private VerdictChain() {}

  /** What is wrong with the first verdict that was changed, removed or moved; empty if none was. */
  public static Optional<String> firstBreak(List<Verdict> verdicts) {
    String previous = Verdict.GENESIS;
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (!verdict.intact()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "verdict %d of %d, run %s, was changed after the gate wrote it",
                i + 1,
                verdicts.size(),
                verdict.runId()));
      }
      if (!verdict.previousHash().equals(previous)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "verdict %d of %d, run %s, does not follow the one before it: a verdict is missing"
                    + " or moved",
                i + 1,
                verdicts.size(),
                verdict.runId()));
      }
      previous = verdict.hash();
    }
    return Optional.empty();
  }
}
