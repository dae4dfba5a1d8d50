package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void hasMatrixUnits_flagsOfTheProcessor_areReadAsWholeWords() {
    assertThat(
            Processor.hasMatrixUnits(
                List.of("model name\t: amx_bf16", "flags\t\t: fpu avx512_bf16 avx512_fp16")))
        .isFalse();
    assertThat(Processor.hasMatrixUnits(List.of("flags\t\t: fpu avx512_bf16 amx_bf16 amx_tile")))
        .isTrue();
    assertThat(Processor.hasMatrixUnits(List.of("Features\t: fp asimd bf16 i8mm"))).isTrue();
    assertThat(Processor.hasMatrixUnits(List.of())).isFalse();
  }
}
