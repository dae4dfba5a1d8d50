package dev.palimpsest.audit.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Cross-fitting: what scores a row is fitted on rows of other folds. Rows of one group (a subject,
 * a near-duplicate cluster) share a fold, or a copy of a row would help to score it.
 */
final class Folds {

  static final int COUNT = 5;

  private Folds() {}

  /**
   * A fold in [0, {@link #COUNT}) for every row, members and controls spread evenly.
   *
   * @param groups of the rows
   * @param labels of the rows; a group counts as its first row does
   */
  static int[] assign(List<String> groups, boolean[] labels, long seed) {
    Map<String, Boolean> labelOfGroup = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i++) {
      labelOfGroup.putIfAbsent(groups.get(i), labels[i]);
    }
    List<String> shuffled = new ArrayList<>(labelOfGroup.keySet());
    // Sorted first: the folds depend on the rows and the seed, not on the order of the rows.
    Collections.sort(shuffled);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    ListSampler.shuffle(random, shuffled);
    Map<String, Integer> foldOfGroup = new LinkedHashMap<>();
    int members = 0;
    int controls = 0;
    for (String group : shuffled) {
      boolean member = Boolean.TRUE.equals(labelOfGroup.get(group));
      foldOfGroup.put(group, (member ? members++ : controls++) % COUNT);
    }
    return groups.stream().mapToInt(group -> foldOfGroup.getOrDefault(group, 0)).toArray();
  }
}
