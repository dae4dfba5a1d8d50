package dev.palimpsest.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.near.BucketMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BandEntriesTest {

  private static final long SEED = 20_261_123;

  private static List<String> buckets(BandEntries entries) {
    entries.gather();
    List<String> buckets = new ArrayList<>();
    for (int place = 0; place < entries.places(); place++) {
      List<BucketMember> bucket = entries.bucket(place);
      if (!bucket.isEmpty()) {
        buckets.add(text(bucket));
      }
    }
    buckets.sort(Comparator.naturalOrder());
    return buckets;
  }

  private static String text(List<BucketMember> bucket) {
    return bucket.stream()
        .map(
            member ->
                "%d %d %s %b"
                    .formatted(
                        member.rank(),
                        member.shingles(),
                        Arrays.toString(member.nextKeys()),
                        member.open()))
        .toList()
        .toString();
  }

  @Test
  void bucket_keyOfTwoRows_isBothByRankWithTheKeysOfTheNextBands() {
    byte[] block = new byte[3 * BandEntries.BYTES];
    BandEntries.write(block, 0, new long[] {-7, 1, -1}, 0, 9, 12, true);
    BandEntries.write(block, 32, new long[] {5, -7, 1L << 40 | 6}, 1, 1L << 33, 3, false);
    BandEntries.write(block, 64, new long[] {8, -7, 4}, 1, 2, Integer.MAX_VALUE, false);
    BandEntries entries = new BandEntries();
    entries.add(block);

    assertThat(buckets(entries))
        .containsExactly(
            "[2 2147483647 [4, 8, 4294967289] false, 9 12 [1, 4294967295, 4294967289] true, "
                + "8589934592 3 [6, 5, 4294967289] false]");
  }

  @Test
  void bucket_keyOfOneRow_isNone() {
    byte[] block = new byte[BandEntries.BYTES];
    BandEntries.write(block, 0, new long[] {3}, 0, 9, 12, true);
    BandEntries entries = new BandEntries();
    entries.add(block);

    assertThat(buckets(entries)).isEmpty();
  }

  @Test
  void bucket_randomRowsInSeveralBlocks_areThoseOfAMap() {
    Random random = new Random(SEED);
    BandEntries entries = new BandEntries();
    for (int group = 0; group < 20; group++) {
      int distinct = 1 + random.nextInt(2_000);
      Map<Long, List<BucketMember>> plain = new HashMap<>();
      entries.clear();
      for (int block = random.nextInt(5); block >= 0; block--) {
        byte[] bytes = new byte[random.nextInt(700) * BandEntries.BYTES];
        for (int at = 0; at < bytes.length; at += BandEntries.BYTES) {
          // Keys that differ in their high or low half alone lead to neighbouring places.
          long key = (long) random.nextInt(distinct) << (random.nextBoolean() ? 32 : 0);
          long[] keys = {key, random.nextInt(), random.nextInt(), random.nextInt()};
          long rank = random.nextLong() >>> 1;
          int shingles = random.nextInt() >>> 1;
          boolean open = random.nextBoolean();
          BandEntries.write(bytes, at, keys, 0, rank, shingles, open);
          long[] next =
              Arrays.stream(keys, 1, 4).map(low -> Integer.toUnsignedLong((int) low)).toArray();
          plain
              .computeIfAbsent(key, absent -> new ArrayList<>())
              .add(new BucketMember(rank, shingles, next, open));
        }
        entries.add(bytes);
      }
      List<String> wanted =
          plain.values().stream()
              .filter(bucket -> bucket.size() > 1)
              .map(
                  bucket ->
                      text(
                          bucket.stream()
                              .sorted(Comparator.comparingLong(BucketMember::rank))
                              .toList()))
              .sorted()
              .toList();

      assertThat(buckets(entries)).as("seed %d, group %d", SEED, group).isEqualTo(wanted);
    }
  }

  @Test
  void group_keys_areSpreadOverAllGroups() {
    Random random = new Random(SEED);
    int[] counts = new int[7];
    for (int i = 0; i < 7_000; i++) {
      counts[GroupBands.group(random.nextLong(), counts.length)]++;
    }

    assertThat(Arrays.stream(counts).boxed())
        .as("seed %d", SEED)
        .allMatch(count -> count > 800 && count < 1_200);
    assertThat(GroupBands.group(-1, 7)).isEqualTo(6);
    assertThat(GroupBands.group(0, 7)).isZero();
  }
}
