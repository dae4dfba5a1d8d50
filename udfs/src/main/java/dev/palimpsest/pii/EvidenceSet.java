package dev.palimpsest.pii;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What speaks for a finding, in the order of {@link Evidence}. Immutable, and each set exists once:
 * millions of findings share a few dozen.
 */
final class EvidenceSet extends AbstractSet<Evidence> {

  /** Log-odds of a finding for which nothing speaks. */
  private static final double PRIOR = -1.5;

  private static final Evidence[] ALL = Evidence.values();

  /** By the bits of their members. */
  private static final EvidenceSet[] SETS = new EvidenceSet[1 << ALL.length];

  static {
    for (int bits = 0; bits < SETS.length; bits++) {
      SETS[bits] = new EvidenceSet(bits);
    }
  }

  private final int bits;
  private final double score;

  private EvidenceSet(int bits) {
    this.bits = bits;
    double logit = PRIOR;
    for (Evidence evidence : ALL) {
      logit += contains(evidence) ? evidence.weight() : 0;
    }
    this.score = 1 / (1 + Math.exp(-logit));
  }

  static EvidenceSet of(Evidence... members) {
    EvidenceSet set = SETS[0];
    for (Evidence member : members) {
      set = set.with(member);
    }
    return set;
  }

  static EvidenceSet copyOf(Collection<Evidence> members) {
    if (members instanceof EvidenceSet set) {
      return set;
    }
    return of(members.toArray(Evidence[]::new));
  }

  EvidenceSet with(Evidence member) {
    return SETS[bits | bit(member)];
  }

  EvidenceSet without(Evidence member) {
    return SETS[bits & ~bit(member)];
  }

  /** The logistic function of a prior and the weights of all members, in (0, 1). */
  double score() {
    return score;
  }

  private static int bit(Evidence member) {
    return 1 << member.ordinal();
  }

  @Override
  public boolean contains(Object other) {
    return other instanceof Evidence member && (bits & bit(member)) != 0;
  }

  @Override
  public int size() {
    return Integer.bitCount(bits);
  }

  @Override
  public Iterator<Evidence> iterator() {
    return new Iterator<>() {
      private int left = bits;

      @Override
      public boolean hasNext() {
        return left != 0;
      }

      @Override
      public Evidence next() {
        if (left == 0) {
          throw new NoSuchElementException();
        }
        Evidence next = ALL[Integer.numberOfTrailingZeros(left)];
        left &= left - 1;
        return next;
      }
    };
  }
}
