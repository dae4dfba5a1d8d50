package dev.palimpsest.jobs.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cluster/gpu-discovery} beside a program that stands in for nvidia-smi. */
class GpuDiscoveryTest {

  @TempDir Path folder = Path.of("");

  @Test
  void run_twoGpus_printsWhatSparkReads() throws Exception {
    Ended ended =
        run("[ \"$*\" = '--query-gpu=index --format=csv,noheader' ] && printf '0\\n3\\n'");

    assertThat(ended)
        .isEqualTo(new Ended(0, "{\"name\": \"gpu\", \"addresses\": [\"0\", \"3\"]}\n", ""));
  }

  @Test
  void run_noGpu_printsAnEmptyList() throws Exception {
    assertThat(run("true")).isEqualTo(new Ended(0, "{\"name\": \"gpu\", \"addresses\": []}\n", ""));
  }

  @Test
  void run_driverFails_failsInOneLine() throws Exception {
    assertThat(run("exit 9"))
        .isEqualTo(
            new Ended(
                1,
                "",
                "gpu-discovery: nvidia-smi failed. See that the driver is installed and the"
                    + " container sees it.\n"));
  }

  @Test
  void run_answerIsNoList_isRefused() throws Exception {
    assertThat(run("echo No devices were found"))
        .isEqualTo(
            new Ended(
                1,
                "",
                "gpu-discovery: nvidia-smi gave something that is not a list of numbers.\n"));
  }

  /** How the script ended. */
  private record Ended(int status, String out, String err) {}

  /**
   * @param body of the shell script that is found as nvidia-smi
   */
  private Ended run(String body) throws IOException, InterruptedException {
    Path fake = folder.resolve("nvidia-smi");
    Files.writeString(fake, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    Path script = Path.of(System.getProperty("palimpsest.home"), "cluster", "gpu-discovery");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
    builder.environment().put("PATH", folder + ":/usr/bin:/bin");
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }
}
