package dev.palimpsest.jobs.corpus;

import dev.palimpsest.audit.canary.CanaryDesign;
import dev.palimpsest.audit.canary.CanaryFamily;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code corpus} is asked to do.
 *
 * @param name of the corpus
 * @param holdoutShare share of the units that is held out, in [0, 1)
 * @param seed of the coins and of the canaries
 * @param clusters what is done about rows that hang together by near copies
 * @param canaries how secrets are planted
 */
public record CorpusConfiguration(
    String name,
    double holdoutShare,
    long seed,
    ClusterSettings clusters,
    CanarySettings canaries) {

  /**
   * Settings of the planted secrets.
   *
   * @param perTier how many are planned per tier, about half of which are planted; 0 for none
   * @param tiers repetitions
   * @param families names of {@link CanaryFamily}
   * @param references secrets of each family that a planted one is ranked against
   */
  public record CanarySettings(
      int perTier, List<Integer> tiers, List<String> families, int references) {

    public CanarySettings {
      tiers = List.copyOf(tiers);
      families = List.copyOf(families);
      if (perTier < 0) {
        throw new IllegalArgumentException(
            "corpus.canaries.per-tier must be at least 0. Provided value: " + perTier);
      }
    }
  }

  public CorpusConfiguration {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "corpus.name must be 1 to 64 letters, digits, '.', '_' or '-'. Provided value: " + name);
    }
    if (!(holdoutShare >= 0 && holdoutShare < 1)) {
      throw new IllegalArgumentException(
          "corpus.holdout-share must be in [0, 1). Provided value: " + holdoutShare);
    }
  }

  /** The design of the canaries; only asked for when there are any. */
  CanaryDesign design() {
    List<CanaryFamily> families =
        canaries.families().stream()
            .map(family -> CanaryFamily.valueOf(family.toUpperCase(Locale.ROOT).replace('-', '_')))
            .toList();
    return new CanaryDesign(
        seed, families, canaries.tiers(), canaries.perTier(), canaries.references(), Map.of());
  }
}
