package dev.palimpsest.profile;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one type in one column, over the whole lake.
 *
 * @param leaves values that are not blank
 * @param distinct different values among them, about
 * @param stems different values without their last four digits, about
 * @param own findings of the type
 * @param best for a type with numbering plans, what could be dialled in the region that most speaks
 *     for the column; for others the same as {@code own}
 */
public record TypeCounts(long leaves, long distinct, long stems, KindCounts own, KindCounts best) {

  public TypeCounts {
    if (leaves <= 0) {
      throw new IllegalArgumentException("a column has leaves. Provided value: " + leaves);
    }
  }

  /** What is known of each type in a column, by type. */
  public static SortedMap<String, TypeCounts> of(ColumnStatistics.Counted counted) {
    SortedMap<String, KindCounts> best = new TreeMap<>();
    counted
        .kinds()
        .forEach(
            (kind, counts) ->
                best.merge(
                    type(kind), counts, (one, other) -> speaks(other) > speaks(one) ? other : one));
    SortedMap<String, TypeCounts> types = new TreeMap<>();
    best.forEach(
        (type, counts) ->
            types.put(
                type,
                new TypeCounts(
                    counted.leaves(),
                    ColumnStatistics.distinct(counted.values()),
                    ColumnStatistics.distinct(counted.stems()),
                    counted.kinds().getOrDefault(type, KindCounts.NONE),
                    counts)));
    return types;
  }

  private static String type(String kind) {
    int region = kind.indexOf(LeafStudy.REGION);
    return region < 0 ? kind : kind.substring(0, region);
  }

  private static long speaks(KindCounts counts) {
    return counts.fitting() - counts.fittingByChance();
  }

  /** Share of the leaves that are or could be of the type, in [0, 1]. */
  public double fittingShare() {
    return (double) best.fitting() / leaves;
  }

  /** The same share of the leaves' decoys: what random digits would reach. */
  public double chanceShare() {
    return (double) best.fittingByChance() / leaves;
  }
}
