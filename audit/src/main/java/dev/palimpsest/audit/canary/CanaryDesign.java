package dev.palimpsest.audit.canary;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan is drawn from.
 *
 * @param seed of all draws; record it with the run
 * @param families dealt out in turn, so that every tier holds each about equally often
 * @param tiers repetitions per epoch, such as 1, 4, 16
 * @param canariesPerTier how many are planned per tier; about half go in. To show a rate of at most
 *     5 % after one hit takes 93 that went in, 3 % takes about 208
 * @param references reference secrets per family, at least 100: 1,000 show at most 9.97 bits
 * @param sentences replaces the sentence of a family
 */
public record CanaryDesign(
    long seed,
    List<CanaryFamily> families,
    List<Integer> tiers,
    int canariesPerTier,
    int references,
    Map<CanaryFamily, SentenceTemplate> sentences) {

  /** Tiers that separate what one occurrence leaves from what repetition does. */
  public static final List<Integer> DEFAULT_TIERS = List.of(1, 4, 16);

  public CanaryDesign {
    families = List.copyOf(families);
    tiers = List.copyOf(tiers);
    // Copied by hand: EnumMap cannot tell the key type of an empty map.
    Map<CanaryFamily, SentenceTemplate> copy = new EnumMap<>(CanaryFamily.class);
    copy.putAll(sentences);
    sentences = Map.copyOf(copy);
    if (families.isEmpty() || families.stream().distinct().count() != families.size()) {
      throw new IllegalArgumentException(
          "canaries.families must name at least one family, each once. Provided value: "
              + families);
    }
    if (tiers.isEmpty()
        || tiers.stream().anyMatch(tier -> tier < 1)
        || tiers.stream().distinct().count() != tiers.size()) {
      throw new IllegalArgumentException(
          "canaries.tiers must be distinct numbers of at least 1. Provided value: " + tiers);
    }
    if (canariesPerTier < 1) {
      throw new IllegalArgumentException(
          "canaries.per_tier must be at least 1. Provided value: " + canariesPerTier);
    }
    if (references < 100) {
      throw new IllegalArgumentException(
          "canaries.references must be at least 100. Provided value: " + references);
    }
  }

  /** All families, tiers 1, 4 and 16, 1,000 references, the sentences of the families. */
  public static CanaryDesign standard(long seed, int canariesPerTier) {
    return new CanaryDesign(
        seed, List.of(CanaryFamily.values()), DEFAULT_TIERS, canariesPerTier, 1_000, Map.of());
  }

  SentenceTemplate sentence(CanaryFamily family) {
    return sentences.getOrDefault(family, family.sentence());
  }
}
