package dev.palimpsest.jobs.demo;

import java.util.List;

/** What the demonstration does with its canaries and its model. */
public enum Scenario {
  /** Secrets repeated up to 16 times and many epochs: the model memorizes, the gate says no. */
  LEAKY(List.of(1, 4, 16), 5),
  /** Every secret at most once and few epochs: what the report of the first asks for. */
  REMEDY(List.of(1), 2);

  private final List<Integer> tiers;
  private final int epochs;

  Scenario(List<Integer> tiers, int epochs) {
    this.tiers = tiers;
    this.epochs = epochs;
  }

  /** Repetitions of canaries. */
  List<Integer> tiers() {
    return tiers;
  }

  /** Passes over the training rows. */
  int epochs() {
    return epochs;
  }
}
