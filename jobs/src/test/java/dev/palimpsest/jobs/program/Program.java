package dev.palimpsest.jobs.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Starts {@code cluster/palimpsest} and its like.
 *
 * @param folder where what the processes print is kept
 */
record Program(Path folder) {

  static final Path HOME = Path.of(System.getProperty("palimpsest.home", "..")).toAbsolutePath();

  private static final long MINUTES = 10;

  /** Runs the command to its end, which must be {@code exit}, and gives what it printed. */
  String run(int exit, String... command) {
    return run(exit, process -> {}, command);
  }

  /**
   * The same, and kills (signal 9) a process of this build whose command line holds {@code other}
   * as soon as {@code now} holds.
   */
  String runAndKill(int exit, String other, BooleanSupplier now, String... command) {
    return run(
        exit,
        process -> {
          await(now, process);
          ProcessHandle victim =
              ProcessHandle.allProcesses()
                  .filter(candidate -> commandLine(candidate).contains(other))
                  .filter(candidate -> commandLine(candidate).contains(HOME.toString()))
                  .findAny()
                  .orElseThrow();
          victim.destroyForcibly();
          victim.onExit().join();
        },
        command);
  }

  /** The whole of it: {@link ProcessHandle.Info#commandLine} leaves long ones out. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  private String run(int exit, Consumer<Process> meanwhile, String... command) {
    Path output = output();
    Process process = start(output, command);
    try {
      meanwhile.accept(process);
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
      String text = Files.readString(output);
      assertThat(process.exitValue()).as(text).isEqualTo(exit);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts the command and kills it (signal 9) as soon as {@code now} holds. */
  void killWhen(BooleanSupplier now, String... command) {
    Path output = output();
    Process process = start(output, command);
    try {
      await(now, process);
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static void await(BooleanSupplier now, Process process) {
    try {
      while (!now.getAsBoolean()) {
        assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
            .as("ended before the kill")
            .isFalse();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String[] palimpsest(List<String> before, String... command) {
    List<String> all = new ArrayList<>();
    all.add(HOME.resolve("cluster/palimpsest").toString());
    all.addAll(before);
    all.addAll(List.of(command));
    return all.toArray(String[]::new);
  }

  private static Process start(Path output, String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path output() {
    try {
      return Files.createTempFile(folder, "output", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
