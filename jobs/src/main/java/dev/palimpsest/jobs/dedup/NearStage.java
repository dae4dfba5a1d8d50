package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.near.BucketPairs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Ranked rows → verified near pairs and the rows that are dropped for others.
 *
 * <p>Rows that are open are compared with all others of their buckets. A bucket that is too big is
 * cut short. Then the rows that stay by the pairs found so far meet again, in buckets that are
 * smaller now and with wider bounds, and so do rows that stay although they were dropped when the
 * others met, until nothing is open: every two rows that stay and share a bucket have then been
 * compared. Since the rows that stay by some pairs, and of which no two are near, are those that
 * stay by all pairs, it does not matter which pairs were known before.
 */
final class NearStage {

  /**
   * @param pairs {@link VerifiedPairs#SCHEMA}, distinct
   * @param compared all pairs that were compared in this run, {@link CandidatePairs#LEFT} and
   *     {@link CandidatePairs#RIGHT}
   * @param dropped {@link KeptRows#dropped}
   * @param cutShort pairs that buckets of the first round, of this run or of an earlier one, left
   *     out
   * @param cuts what buckets of this run's rounds left out, the last round last
   */
  record Result(
      Dataset<Row> pairs,
      Dataset<Row> compared,
      Dataset<Row> dropped,
      long cutShort,
      List<BucketCuts> cuts) {

    /** Pairs of rows that stay, or seemed to, and were left out in the last round. */
    long notCompared() {
      return cuts.get(cuts.size() - 1).pairs();
    }
  }

  private static final String[] BY_RANK = {RankedRows.RANK};

  private final ScratchFolder scratch;
  private final DedupConfiguration configuration;
  private final DedupConfiguration.Bounds bounds;
  private final KeptRows keptRows;

  NearStage(
      ScratchFolder scratch, DedupConfiguration configuration, DedupConfiguration.Bounds bounds) {
    this.scratch = scratch;
    this.configuration = configuration;
    this.bounds = bounds;
    this.keptRows = new KeptRows(scratch, bounds.singleTaskPairs());
  }

  /**
   * @param ranked {@link RankedRows}, stored
   * @param earlier what was compared before
   * @param scrubbed rows with the conversations
   */
  Result run(Dataset<Row> ranked, EarlierPairs earlier, Dataset<Row> scrubbed) {
    BucketPairs buckets = bounds.buckets();
    Dataset<Row> pairs = earlier.isNone() ? null : earlier.pairs(ranked);
    Dataset<Row> allCompared = null;
    Dataset<Row> members = ranked;
    long cutShort = earlier.cutShort();
    List<BucketCuts> cuts = new ArrayList<>();
    for (int round = 0; ; round++) {
      Dataset<Row> candidates =
          scratch.write("candidates-" + round, CandidatePairs.of(members, buckets, configuration));
      Dataset<Row> compared =
          scratch.write("compared-" + round, VerifiedPairs.toCompare(candidates));
      allCompared = allCompared == null ? compared : allCompared.union(compared);
      Dataset<Row> found = verified(compared, ranked, scrubbed, "pairs-" + round);
      pairs = pairs == null ? found : pairs.union(found).dropDuplicates(LEFT, RIGHT);
      Dataset<Row> dropped = keptRows.dropped(pairs, "kept-" + round);
      BucketCuts cut = BucketCuts.of(candidates);
      cuts.add(cut);
      long leftOut = cut.pairs();
      boolean allMet = round == 0 && cutShort == 0;
      cutShort += round == 0 ? leftOut : 0;
      if (allMet && leftOut == 0 || leftOut > 0 && round + 1 >= bounds.rounds()) {
        return new Result(pairs, allCompared, dropped, cutShort, cuts);
      }
      Dataset<Row> staying =
          scratch.write("staying-" + (round + 1), staying(ranked, dropped, members, leftOut > 0));
      if (staying.filter(col(RankedRows.OPEN)).isEmpty()) {
        return new Result(pairs, allCompared, dropped, cutShort, cuts);
      }
      members = staying;
      buckets = buckets.widened();
    }
  }

  private Dataset<Row> verified(
      Dataset<Row> compared, Dataset<Row> ranked, Dataset<Row> scrubbed, String name) {
    // Both sides of a pair are looked up in it; texts are read once, and not written to scratch.
    Dataset<Row> documents =
        VerifiedPairs.documents(compared, ranked, scrubbed, bounds.broadcastRows())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return scratch.write(name, VerifiedPairs.compared(compared, documents, configuration));
    } finally {
      documents.unpersist();
    }
  }

  /**
   * The rows that stay; open are those that did not meet the others and, if some pairs were left
   * out, those that were open.
   */
  private static Dataset<Row> staying(
      Dataset<Row> ranked, Dataset<Row> dropped, Dataset<Row> members, boolean someLeftOut) {
    Dataset<Row> before =
        members.select(
            col(RankedRows.RANK),
            col(RankedRows.MET),
            col(RankedRows.OPEN).and(lit(someLeftOut)).as(RankedRows.OPEN));
    return ranked
        .drop(RankedRows.MET, RankedRows.OPEN)
        .join(dropped.select(col(RIGHT).as(RankedRows.RANK)), BY_RANK, "left_anti")
        .join(before, BY_RANK, "left_outer")
        .withColumn(
            RankedRows.OPEN,
            coalesce(col(RankedRows.MET), lit(false))
                .equalTo(false)
                .or(coalesce(col(RankedRows.OPEN), lit(false))))
        .withColumn(RankedRows.MET, lit(true));
  }
}
