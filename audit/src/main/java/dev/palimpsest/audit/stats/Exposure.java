package dev.palimpsest.audit.stats;

/**
 * How far a secret stands out among references of the same format (Carlini et al. 2019, "The Secret
 * Sharer", section 4). Rank 1 among n references halves the guessing space log2(n) times; the
 * ranking cannot show more than log2(n) bits.
 *
 * @param rank 1 + number of references at least as likely as the secret (ties count against it)
 * @param references n, how many references the secret was ranked against
 * @param bits log2(n) − log2(rank), in [log2(n/(n+1)), log2(n)]
 * @param certifiedBits −log2 of the one-sided 95 % Clopper–Pearson upper bound for the share of
 *     references at least as likely, (rank − 1) of n: what the references prove, in [0, log2(n))
 * @param pValue rank/(n + 1): probability of such a rank for a secret the model never saw
 */
public record Exposure(int rank, int references, double bits, double certifiedBits, double pValue) {

  /** How the number was computed, for the {@code rule} of a {@link Metric}. */
  public static final String RULE = "rank-among-references;ties-against-the-secret";

  private static final double CONFIDENCE = 0.95;

  /**
   * Ranks a secret.
   *
   * @param secret log-probability of the secret in its sentence
   * @param references log-probabilities of the references in its place
   * @throws IllegalArgumentException if there is no reference or a value is NaN
   */
  public static Exposure of(double secret, double[] references) {
    double[] sorted = Samples.sorted("references", references);
    if (Double.isNaN(secret)) {
      throw new IllegalArgumentException("secret must be a log-probability. Provided value: NaN");
    }
    int atLeastAsLikely = sorted.length - Ranks.countBelow(sorted, secret);
    int rank = 1 + atLeastAsLikely;
    double upper = ClopperPearson.upper(atLeastAsLikely, sorted.length, CONFIDENCE);
    return new Exposure(
        rank,
        sorted.length,
        log2(sorted.length) - log2(rank),
        // Not the bare negation: a bound of 1 would give −0.
        Math.max(0, -log2(upper)),
        rank / (sorted.length + 1.0));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
