package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.lake.Signatures;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows → blocks of {@link BandEntries}, each of one group of keys. A row has as many entries as
 * bands; shuffled one by one, they would cost more than all else that {@code dedup} does.
 */
final class GroupBands implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  /** Entries of one key are of one group. */
  static final String GROUP = "group";

  /** Entries of some rows, {@link BandEntries#BYTES} each. */
  static final String BLOCK = "block";

  private static final StructType SCHEMA =
      new StructType()
          .add(GROUP, DataTypes.IntegerType, false)
          .add(BLOCK, DataTypes.BinaryType, false);

  /** Entries that a group has about: some 12 MB for the task that pairs them up. */
  private static final long GROUP_ENTRIES = 1 << 18;

  /** Bytes that the open blocks of a task hold at most, unless there are very many groups. */
  private static final int OPEN_BYTES = 32 << 20;

  private static final byte[] NONE = {};
  private static final int LEAST_ENTRIES = 16;
  private static final int MOST_ENTRIES = 1 << 12;

  private final int groups;
  private final int blockBytes;

  private GroupBands(int groups) {
    this.groups = groups;
    int entries = OPEN_BYTES / BandEntries.BYTES / groups;
    this.blockBytes = BandEntries.BYTES * Math.min(MOST_ENTRIES, Math.max(LEAST_ENTRIES, entries));
  }

  /**
   * {@link #GROUP} and {@link #BLOCK}, the blocks of one group behind each other.
   *
   * @param ranked rows of {@link RankedRows}
   */
  static Dataset<Row> of(Dataset<Row> ranked) {
    long entries = ranked.count() * DedupConfiguration.SPEC.bands();
    int groups = Math.toIntExact(1 + entries / GROUP_ENTRIES);
    return ranked
        .select(RankedRows.RANK, RankedRows.OPEN, Signatures.SHINGLES, Signatures.BANDS)
        .mapPartitions(new GroupBands(groups), Encoders.row(SCHEMA))
        .repartition(col(GROUP))
        .sortWithinPartitions(GROUP);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Blocks(rows);
  }

  /** Group of a key, by its low bits; keys are uniform. */
  static int group(long key, int groups) {
    return (int) ((key & 0xFFFF_FFFFL) * groups >>> 32);
  }

  private final class Blocks implements Iterator<Row> {

    private final Iterator<Row> rows;

    /** The open block of each group, {@link #NONE} if it has none. */
    private final byte[][] blocks = new byte[groups][];

    private final int[] ends = new int[groups];
    private final Queue<Row> full = new ArrayDeque<>();
    private int flushed;

    Blocks(Iterator<Row> rows) {
      this.rows = rows;
      Arrays.fill(blocks, NONE);
    }

    @Override
    public boolean hasNext() {
      while (full.isEmpty() && rows.hasNext()) {
        add(rows.next());
      }
      while (full.isEmpty() && flushed < groups) {
        flush(flushed++);
      }
      return !full.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return full.remove();
    }

    private void add(Row row) {
      List<Long> list = row.getList(3);
      long[] keys = new long[list.size()];
      for (int band = 0; band < keys.length; band++) {
        keys[band] = list.get(band);
      }
      for (int band = 0; band < keys.length; band++) {
        int group = group(keys[band], groups);
        if (ends[group] == 0) {
          blocks[group] = new byte[blockBytes];
        }
        BandEntries.write(
            blocks[group],
            ends[group],
            keys,
            band,
            row.getLong(0),
            row.getInt(2),
            row.getBoolean(1));
        ends[group] += BandEntries.BYTES;
        if (ends[group] == blockBytes) {
          flush(group);
        }
      }
    }

    private void flush(int group) {
      if (ends[group] > 0) {
        full.add(RowFactory.create(group, Arrays.copyOf(blocks[group], ends[group])));
        blocks[group] = NONE;
        ends[group] = 0;
      }
    }
  }
}
