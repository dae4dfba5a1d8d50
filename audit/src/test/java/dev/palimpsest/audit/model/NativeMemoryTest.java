package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made natively is freed: resident memory does not grow with the number of calls. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
  private static final Golden.Model MODEL = Golden.Model.LLAMA;
  private static final int[] ROW = new int[200];

  @ParameterizedTest
  @EnumSource(ModelSpec.Engine.class)
  void score_manyBatches_doesNotGrow(ModelSpec.Engine engine) throws IOException {
    try (LanguageModel model =
        LanguageModels.open(ModelSpec.of(MODEL.checkpoint(), MODEL.adapter("qv-r4")).by(engine))) {
      scoreTimes(model, 50);
      long before = resident();
      scoreTimes(model, 200);

      // The logits of one batch are 1.2 MiB: if they stayed, 240 MiB would be seen.
      assertThat(resident() - before).isLessThan(60L << 20);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelSpec.Engine.class)
  void open_manyTimes_doesNotGrow(ModelSpec.Engine engine) throws IOException {
    openTimes(engine, 100);
    long before = resident();
    openTimes(engine, 200);

    // The weights are .6 MiB: if they stayed, 120 MiB would be seen.
    assertThat(resident() - before).isLessThan(60L << 20);
  }

  private static void openTimes(ModelSpec.Engine engine, int times) {
    for (int i = 0; i < times; i++) {
      LanguageModels.open(ModelSpec.of(MODEL.checkpoint()).by(engine)).close();
    }
  }

  private static void scoreTimes(LanguageModel model, int times) {
    for (int i = 0; i < times; i++) {
      model.score(List.of(ROW, ROW), i % 2 == 0 ? Variant.BASE : Variant.ADAPTED);
    }
  }

  /** Bytes that the process holds; the Java heap is collected first. */
  private static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
