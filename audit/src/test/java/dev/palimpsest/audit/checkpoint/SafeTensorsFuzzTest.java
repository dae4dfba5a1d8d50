package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Bytes that pretend to be a {@code .safetensors} file. The seeds run as tests; {@code
 * JAZZER_FUZZ=1 mvn -pl audit test -Dtest=SafeTensorsFuzzTest} searches on from them.
 */
class SafeTensorsFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_givesTensorsInsideTheFileOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".safetensors");
    try {
      Files.write(file, bytes);
      Map<String, TensorEntry> tensors;
      try {
        tensors = SafeTensors.read(file);
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).contains(file.getFileName().toString()).doesNotContain("\n");
        return;
      }
      long total = 0;
      for (TensorEntry tensor : tensors.values()) {
        assertThat(tensor.start()).isGreaterThanOrEqualTo(Long.BYTES);
        assertThat(tensor.bytes()).isNotNegative();
        assertThat(tensor.start() + tensor.bytes()).isLessThanOrEqualTo(bytes.length);
        total += tensor.bytes();
      }
      assertThat(total).isLessThanOrEqualTo(bytes.length - (long) Long.BYTES);
    } finally {
      Files.delete(file);
    }
  }
}
