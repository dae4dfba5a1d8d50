package dev.palimpsest.audit.canary;

import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** Pronounceable names that belong to nobody, so that no canary speaks of a real person. */
final class PseudoNames {

  private static final String[] ONSETS = {
    "b", "br", "d", "dr", "f", "fl", "g", "gl", "h", "j", "k", "kl", "l", "m", "n", "p", "pl", "qu",
    "r", "s", "sk", "st", "t", "tr", "v", "w", "z"
  };
  private static final String[] NUCLEI = {"a", "ai", "e", "ea", "i", "o", "oa", "ou", "u"};
  private static final String[] CODAS = {"", "l", "m", "n", "nd", "r", "rk", "s", "st", "th", "x"};

  private PseudoNames() {}

  /** A given and a family name of two syllables each: some 10^13 in all. */
  static String sample(UniformRandomProvider random) {
    return name(random) + " " + name(random);
  }

  private static String name(UniformRandomProvider random) {
    String syllables = syllable(random) + syllable(random);
    return syllables.substring(0, 1).toUpperCase(Locale.ROOT) + syllables.substring(1);
  }

  private static String syllable(UniformRandomProvider random) {
    return ONSETS[random.nextInt(ONSETS.length)]
        + NUCLEI[random.nextInt(NUCLEI.length)]
        + CODAS[random.nextInt(CODAS.length)];
  }
}
