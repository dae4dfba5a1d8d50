package dev.palimpsest.near;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which members of a bucket are compared. No bucket is skipped, and none costs its square:
 *
 * <ul>
 *   <li>a bucket of up to {@code limit} members: all pairs;
 *   <li>a bigger one: each member with the {@code anchors} members of best rank, since those are
 *       the likely keepers; and the bucket is divided by the key of the next band, then of the one
 *       after, until a part has at most {@code limit} members or no key is left; of such a part
 *       each member is compared with the {@code window} members that follow in rank.
 * </ul>
 *
 * Pairs of two members that are not {@linkplain BucketMember#open open} are left alone and not
 * counted. A bucket of m members costs at most m · (anchors + max(limit, window)) pairs. Who drops
 * rows by these pairs and looks at the buckets of the rows that are left, {@linkplain #widened
 * widened}, until no bucket is bigger than the limit, has compared every two rows that stay.
 *
 * @param limit biggest bucket that is compared wholly, at least 2
 * @param anchors at least 1
 * @param window at least 1
 */
public record BucketPairs(int limit, int anchors, int window) implements Serializable {

  public static final BucketPairs DEFAULT = new BucketPairs(64, 16, 8);

  /** Takes a pair, the member of better rank first. */
  @FunctionalInterface
  public interface Consumer {
    void accept(BucketMember better, BucketMember worse);
  }

  public BucketPairs {
    if (limit < 2 || anchors < 1 || window < 1) {
      throw new IllegalArgumentException(
          "limit must be at least 2, anchors and window at least 1. Provided values: "
              + limit
              + ", "
              + anchors
              + ", "
              + window);
    }
  }

  /** The same with all bounds doubled. */
  public BucketPairs widened() {
    return new BucketPairs(
        Math.multiplyExact(2, limit),
        Math.multiplyExact(2, anchors),
        Math.multiplyExact(2, window));
  }

  /**
   * Hands each pair that is to be compared to {@code consumer}, once.
   *
   * @param members of one bucket, best rank first
   * @return the number of pairs that are left out; 0 for a bucket up to the limit
   */
  public long forEach(List<BucketMember> members, Consumer consumer) {
    long size = members.size();
    long closed = members.stream().filter(member -> !member.open()).count();
    long wanted = size * (size - 1) / 2 - closed * (closed - 1) / 2;
    return wanted == 0 ? 0 : wanted - new Emitter(consumer).bucket(members);
  }

  /** Hands out pairs and counts them. */
  private final class Emitter {

    private final Consumer consumer;
    private long emitted;

    Emitter(Consumer consumer) {
      this.consumer = consumer;
    }

    long bucket(List<BucketMember> members) {
      if (members.size() <= limit) {
        neighbours(members, limit);
        return emitted;
      }
      for (int anchor = 0; anchor < anchors && anchor < members.size(); anchor++) {
        for (int other = anchor + 1; other < members.size(); other++) {
          emit(members.get(anchor), members.get(other));
        }
      }
      if (anchors < members.size()) {
        divide(members.subList(anchors, members.size()), 0);
      }
      return emitted;
    }

    private void divide(List<BucketMember> members, int key) {
      if (members.size() <= limit) {
        neighbours(members, limit);
      } else if (key == members.get(0).nextKeys().length) {
        neighbours(members, window);
      } else {
        members.stream()
            .collect(
                Collectors.groupingBy(
                    member -> member.nextKeys()[key], LinkedHashMap::new, Collectors.toList()))
            .values()
            .forEach(part -> divide(part, key + 1));
      }
    }

    /** Each member with those that follow, up to {@code reach} places. */
    private void neighbours(List<BucketMember> members, int reach) {
      for (int i = 0; i < members.size(); i++) {
        for (int j = i + 1; j < members.size() && j <= i + reach; j++) {
          emit(members.get(i), members.get(j));
        }
      }
    }

    private void emit(BucketMember better, BucketMember worse) {
      if (better.isPairWith(worse)) {
        consumer.accept(better, worse);
        emitted++;
      }
    }
  }
}
