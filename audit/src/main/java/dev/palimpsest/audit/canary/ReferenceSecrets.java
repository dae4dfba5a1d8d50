package dev.palimpsest.audit.canary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Secrets of the same formats that were never trained on: what a planted secret has to stand out
 * from.
 *
 * @param byFamily in the order they were drawn, distinct
 */
public record ReferenceSecrets(Map<String, List<String>> byFamily) {

  public ReferenceSecrets {
    Map<String, List<String>> sorted = new TreeMap<>();
    byFamily.forEach((family, secrets) -> sorted.put(family, List.copyOf(secrets)));
    byFamily = Collections.unmodifiableMap(sorted);
  }

  /**
   * References of one family.
   *
   * @throws IllegalArgumentException if there are none
   */
  public List<String> of(String family) {
    List<String> secrets = byFamily.get(family);
    if (secrets == null || secrets.isEmpty()) {
      throw new IllegalArgumentException(
          "every canary family needs reference secrets. Provided families: "
              + byFamily.keySet()
              + ", missing: "
              + family);
    }
    return secrets;
  }

  static ReferenceSecrets draw(
      List<CanaryFamily> families, int count, Set<String> planted, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    Map<String, List<String>> byFamily = new TreeMap<>();
    for (CanaryFamily family : families) {
      byFamily.put(
          family.key(), distinct(family.key(), count, planted, i -> family.secret(random)));
    }
    return new ReferenceSecrets(byFamily);
  }

  /**
   * References for canaries that were planned elsewhere, in the format of their own secrets: digits
   * and letters vary, everything else stays.
   */
  public static ReferenceSecrets likeThoseOf(List<Canary> canaries, int count, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    Map<String, List<SecretFormat>> formats = new TreeMap<>();
    Set<String> planted = new LinkedHashSet<>();
    for (Canary canary : canaries) {
      planted.add(canary.secret());
      formats
          .computeIfAbsent(canary.arm().family(), family -> new ArrayList<>())
          .add(new SecretFormat(canary.secret()));
    }
    Map<String, List<String>> byFamily = new TreeMap<>();
    formats.forEach(
        (family, list) ->
            byFamily.put(
                family,
                distinct(family, count, planted, i -> list.get(i % list.size()).sample(random))));
    return new ReferenceSecrets(byFamily);
  }

  private static List<String> distinct(
      String family, int count, Set<String> planted, Function<Integer, String> draw) {
    Set<String> secrets = new LinkedHashSet<>();
    for (int i = 0; secrets.size() < count; i++) {
      if (i > 20 * count) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "canary family %s has too few distinct secrets for %d references. Provided format"
                    + " gave: %d",
                family,
                count,
                secrets.size()));
      }
      String secret = draw.apply(i);
      if (!planted.contains(secret)) {
        secrets.add(secret);
      }
    }
    return List.copyOf(secrets);
  }

  /** Counts only: a secret that is in a log is no longer one. */
  @Override
  public String toString() {
    Map<String, Integer> counts = new TreeMap<>();
    byFamily.forEach((family, secrets) -> counts.put(family, secrets.size()));
    return "ReferenceSecrets" + counts;
  }
}
