package dev.palimpsest.profile;

/**
 * In how many leaves of a column something is seen, each of them whole. "By chance" counts the
 * leaves of which a {@link Decoy} is the same.
 *
 * @param tierA leaves that are a finding of the type of tier A
 * @param tierB and not A, of tier B
 * @param tierC and not B, of tier C
 * @param bare leaves of tier B for which nothing but shape speaks, where the type has a check
 * @param bareValid leaves among {@code bare} that pass the check
 * @param bareByChance leaves among {@code bare} whose decoy passes it
 * @param fitting leaves that are a finding of any tier, or pass the check of the type if the key is
 *     supposed to name it
 * @param fittingByChance leaves whose decoy does
 */
public record KindCounts(
    long tierA,
    long tierB,
    long tierC,
    long bare,
    long bareValid,
    long bareByChance,
    long fitting,
    long fittingByChance) {

  /** Nothing was seen. */
  public static final KindCounts NONE = new KindCounts(0, 0, 0, 0, 0, 0, 0, 0);

  KindCounts plus(KindCounts other) {
    return new KindCounts(
        tierA + other.tierA,
        tierB + other.tierB,
        tierC + other.tierC,
        bare + other.bare,
        bareValid + other.bareValid,
        bareByChance + other.bareByChance,
        fitting + other.fitting,
        fittingByChance + other.fittingByChance);
  }
}
