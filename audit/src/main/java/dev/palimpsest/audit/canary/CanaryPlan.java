package dev.palimpsest.audit.canary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Canaries, their coins and the references they will be ranked against, fixed before training. Save
 * it, or its {@link CanaryFiles#sha256 digest}, with the corpus: a plan that was changed after
 * training proves nothing.
 *
 * @param canaries in tier order; each went in or stayed out by an independent fair coin
 * @param references never planted, none equal to a planted secret
 */
public record CanaryPlan(List<Canary> canaries, ReferenceSecrets references) {

  /** Keeps the coins apart from the contents: another sentence does not change who goes in. */
  private static final long COIN_STREAM = 0x9E3779B97F4A7C15L;

  private static final long REFERENCE_STREAM = 0xC2B2AE3D27D4EB4FL;

  public CanaryPlan {
    canaries = List.copyOf(canaries);
  }

  /** Draws a plan; the same design gives the same plan. */
  public static CanaryPlan draw(CanaryDesign design) {
    UniformRandomProvider contents = RandomSource.XO_RO_SHI_RO_128_PP.create(design.seed());
    UniformRandomProvider coins =
        RandomSource.XO_RO_SHI_RO_128_PP.create(design.seed() ^ COIN_STREAM);
    List<Canary> canaries = new ArrayList<>();
    Set<String> secrets = new LinkedHashSet<>();
    for (int tier : design.tiers()) {
      for (int i = 0; i < design.canariesPerTier(); i++) {
        CanaryFamily family = design.families().get(i % design.families().size());
        String id = String.format(Locale.ROOT, "canary-%05d", canaries.size());
        CanaryArm arm = new CanaryArm(id, family.key(), tier, coins.nextBoolean());
        String name = PseudoNames.sample(contents);
        String secret = family.secret(contents);
        while (!secrets.add(secret)) {
          secret = family.secret(contents);
        }
        canaries.add(design.sentence(family).fill(arm, name, secret));
      }
    }
    return new CanaryPlan(
        canaries,
        ReferenceSecrets.draw(
            design.families(), design.references(), secrets, design.seed() ^ REFERENCE_STREAM));
  }

  /** Rows to train on: each included canary as often as its tier says. */
  public List<Canary> plantings() {
    List<Canary> rows = new ArrayList<>();
    for (Canary canary : canaries) {
      if (canary.arm().included()) {
        for (int i = 0; i < canary.arm().tier(); i++) {
          rows.add(canary);
        }
      }
    }
    return rows;
  }
}
