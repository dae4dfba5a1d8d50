package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityMemoryTest {

  private static final List<Entity> ONE = List.of(new Entity(0, 1, EntityType.PERSON, 0.9));

  @Test
  void recall_textsBeyondTheBound_forgetsTheOneThatWasLongestUnused() {
    EntityMemory memory = new EntityMemory(2);
    memory.keep(EntityMemory.key("a"), ONE);
    memory.keep(EntityMemory.key("b"), List.of());

    assertThat(memory.recall(EntityMemory.key("a"))).isEqualTo(ONE);
    memory.keep(EntityMemory.key("c"), ONE);

    assertThat(memory.recall(EntityMemory.key("a"))).isEqualTo(ONE);
    assertThat(memory.recall(EntityMemory.key("b"))).isNull();
    assertThat(memory.recall(EntityMemory.key("c"))).isEqualTo(ONE);
  }
}
