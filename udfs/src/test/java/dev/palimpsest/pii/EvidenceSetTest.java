package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceSetTest {

  @Test
  void of_members_areThereInTheirOrderAndOnce() {
    EvidenceSet set = EvidenceSet.of(Evidence.MODEL, Evidence.SHAPE, Evidence.MODEL);

    assertThat(set).containsExactly(Evidence.SHAPE, Evidence.MODEL);
    assertThat(set).hasSize(2);
    assertThat(set.contains(Evidence.KEY)).isFalse();
    assertThatThrownBy(EvidenceSet.of().iterator()::next)
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void equals_otherSetsOfTheSameMembers_areEqualBothWays() {
    Set<Evidence> plain = EnumSet.of(Evidence.VALID, Evidence.KEY);

    EvidenceSet set = EvidenceSet.copyOf(List.of(Evidence.KEY, Evidence.VALID));

    assertThat(set.equals(plain)).isTrue();
    assertThat(plain.equals(set)).isTrue();
    assertThat(set.hashCode()).isEqualTo(plain.hashCode());
    assertThat(EvidenceSet.copyOf(plain)).isSameAs(set);
  }

  @Test
  void with_aMember_leavesTheSetItself() {
    EvidenceSet shape = EvidenceSet.of(Evidence.SHAPE);

    EvidenceSet more = shape.with(Evidence.CUE);

    assertThat(shape).containsExactly(Evidence.SHAPE);
    assertThat(more).containsExactly(Evidence.SHAPE, Evidence.CUE);
    assertThat(more.without(Evidence.CUE)).isSameAs(shape);
    assertThat(shape.without(Evidence.KEY)).isSameAs(shape);
    assertThatThrownBy(() -> shape.add(Evidence.KEY))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** 1 / (1 + exp(1.5)) and 1 / (1 + exp(1.5 - 0.5 - 2.5)). */
  @Test
  void score_priorAndWeights_byHand() {
    assertThat(EvidenceSet.of().score()).isCloseTo(0.1824255, within(1e-7));
    assertThat(EvidenceSet.of(Evidence.SHAPE, Evidence.VALID).score())
        .isCloseTo(0.8175745, within(1e-7));
  }
}
