package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made natively is freed: resident memory does not grow with the number of calls. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

  @ParameterizedTest
  @EnumSource(ModelSpec.Engine.class)
  void callsAndLoads_many_leaveNothingBehind(ModelSpec.Engine engine)
      throws IOException, InterruptedException {
    String printed = probe(engine);

    // The logits of one batch are 1.2 MiB and the weights .6: 120 and 90 MiB if they stayed.
    assertThat(growth(printed, NativeMemoryProbe.SCORING)).as(printed).isLessThan(30L << 20);
    assertThat(growth(printed, NativeMemoryProbe.OPENING)).as(printed).isLessThan(30L << 20);
  }

  private static String probe(ModelSpec.Engine engine) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms192m",
                    "-Xmx192m",
                    "-XX:+AlwaysPreTouch",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    NativeMemoryProbe.class.getName(),
                    engine.name()))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static long growth(String printed, String what) {
    return printed
        .lines()
        .filter(line -> line.startsWith(what))
        .mapToLong(line -> Long.parseLong(line.substring(what.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(printed));
  }
}
