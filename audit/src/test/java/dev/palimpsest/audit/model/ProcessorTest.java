package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void multipliesHalfFaster_wordsOfTheProcessor_areReadWhole() {
    String vectors = "flags\t\t: fpu avx512_bf16 avx512_fp16";

    assertThat(faster("model name\t: amx_bf16", "vendor_id\t: GenuineIntel", vectors)).isFalse();
    assertThat(faster("vendor_id\t: GenuineIntel", vectors + " amx_bf16 amx_tile")).isTrue();
    assertThat(faster("vendor_id\t: AuthenticAMD", vectors)).isTrue();
    assertThat(faster("vendor_id\t: AuthenticAMD", "flags\t\t: fpu avx512f")).isFalse();
    assertThat(faster("Features\t: fp asimd bf16 i8mm")).isTrue();
    assertThat(faster()).isFalse();
  }

  private static boolean faster(String... cpuinfo) {
    return Processor.multipliesHalfFaster(List.of(cpuinfo));
  }
}
