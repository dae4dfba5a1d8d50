package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.corpus.CorpusConfiguration;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.scrub.ProfileSettings;
import dev.palimpsest.jobs.signals.SignalsJob;
import java.util.Map;

/**
 * The configuration file, {@code conf/palimpsest.yaml} unless {@code --config} names another. One
 * record per section; an unknown or missing key is refused by name.
 */
record Configuration(
    Keys keys,
    Scrub scrub,
    DedupConfiguration dedup,
    CorpusConfiguration corpus,
    SignalsJob.Settings signals,
    Probe probe) {

  /**
   * @param seed of folds and permutations
   */
  record Probe(long seed) {}

  /**
   * @param lake {@code user} for a key that is made on this machine, or {@code env:NAME}, {@code
   *     file:PATH}
   * @param tokens key of pseudonyms: {@code none}, {@code env:NAME} or {@code file:PATH}
   * @param tokensVersion of that key, written into every token
   */
  record Keys(String lake, String tokens, int tokensVersion) {}

  /**
   * @param policy file of the scrub policy, relative to the configuration file
   * @param ner model that is asked about what the rules leave open
   * @param profile how the columns of the lake are profiled first
   */
  record Scrub(String policy, Ner ner, ProfileSettings profile) {}

  /**
   * @param model folder with a token classifier, relative to the configuration file and the same on
   *     all machines, or {@code none}
   * @param threshold least probability of what it finds, in (0, 1]
   * @param labels what labels of the model mean, where the table of known ones does not say
   */
  record Ner(String model, double threshold, Map<String, String> labels) {
    Ner {
      if (!(threshold > 0 && threshold <= 1)) {
        throw new IllegalArgumentException(
            "scrub.ner.threshold must be in (0, 1]. Provided value: " + threshold);
      }
    }
  }
}
