package dev.palimpsest.pii;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What speaks for a finding. The weights add up to the score's logit. */
public enum Evidence {
  /** It looks like its type. */
  SHAPE(0.5),
  /** Its checksum, or the rules for its parts where there is no checksum, hold. */
  VALID(2.5),
  /** It is written in the groups that people write this type in. */
  GROUPED(1.0),
  /** A word for the type stands nearby. */
  CONTEXT(2.0),
  /** A JSON key names the type. */
  KEY(3.0),
  /** A label or phrase right before it announces the type. */
  CUE(2.5),
  /** The same value was given away elsewhere in the conversation. */
  LEARNED(2.5),
  /** The other values of its column say what it is. */
  PATH_PROFILE(1.5),
  /** A learned model says so. */
  MODEL(1.0);

  private static final Evidence[] ALL = values();

  /** All sets there are, by the bits of their members: millions of findings share them. */
  private static final Set<Evidence>[] SETS = sets();

  private final double weight;

  Evidence(double weight) {
    this.weight = weight;
  }

  double weight() {
    return weight;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Set<Evidence>[] sets() {
    Set<Evidence>[] sets = new Set[1 << ALL.length];
    for (int bits = 0; bits < sets.length; bits++) {
      Set<Evidence> set = EnumSet.noneOf(Evidence.class);
      for (Evidence evidence : ALL) {
        if ((bits & 1 << evidence.ordinal()) != 0) {
          set.add(evidence);
        }
      }
      sets[bits] = Collections.unmodifiableSet(set);
    }
    return sets;
  }

  /** The set with the same members that can be kept: it never changes. */
  static Set<Evidence> shared(Set<Evidence> set) {
    int bits = 0;
    for (Evidence evidence : set) {
      bits |= 1 << evidence.ordinal();
    }
    return SETS[bits];
  }
}
