package dev.palimpsest.jobs.demo;

import java.util.List;

/** What the demonstration does with its canaries and its model. */
public enum Scenario {
  /** Secrets repeated up to 16 times and many epochs: the model memorizes, the gate says no. */
  LEAKY(List.of(1, 4, 16), 5),
  /** Every secret at most once and one epoch: what the report of the first asks for. */
  REMEDY(List.of(1), 1);

  private static final int CANARIES = 90;

  private final List<Integer> tiers;
  private final int epochs;

  Scenario(List<Integer> tiers, int epochs) {
    this.tiers = tiers;
    this.epochs = epochs;
  }

  /** Canaries planned per tier: the same number in all, whatever the tiers. */
  int canariesPerTier() {
    return CANARIES / tiers.size();
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
