package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {

  @TempDir Path folder = Path.of("");
  private Path meminfo = Path.of("");

  @BeforeEach
  void writeMeminfo() throws IOException {
    meminfo =
        Files.writeString(
            folder.resolve("meminfo"),
            "MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    2000000 kB\n");
  }

  @Test
  void ofHost_noLimit_isWhatIsAvailable() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 5\n");

    assertThat(FreeMemory.ofHost(meminfo, folder)).hasValue(2_000_000L << 10);
  }

  @Test
  void ofHost_limitedContainer_isWhatItMayStillTake() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "1000000\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 400000\nfile 500000\n");

    assertThat(FreeMemory.ofHost(meminfo, folder)).hasValue(600_000);
  }

  @Test
  void ofHost_noSuchFile_isUnknown() {
    assertThat(FreeMemory.ofHost(folder.resolve("none"), folder)).isEmpty();
  }

  @Test
  void ofMebibytes_oneNumber_isBytes() {
    assertThat(FreeMemory.ofMebibytes("80511\n")).isEqualTo(OptionalLong.of(80_511L << 20));
  }

  @Test
  void ofMebibytes_noNumberOrSeveral_isUnknown() {
    assertThat(FreeMemory.ofMebibytes("[N/A]\n")).isEmpty();
    assertThat(FreeMemory.ofMebibytes("1\n2\n")).isEmpty();
    assertThat(FreeMemory.ofMebibytes("")).isEmpty();
  }
}
