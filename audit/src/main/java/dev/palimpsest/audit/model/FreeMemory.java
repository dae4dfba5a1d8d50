package dev.palimpsest.audit.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of a device that nothing holds. */
public interface FreeMemory {

  /** Free bytes; empty if nothing on this machine tells. */
  OptionalLong bytes(Device device);

  /**
   * What Linux says of the processor's memory, within the limit of the container, and {@code
   * nvidia-smi} of a graphics card's.
   */
  static FreeMemory ofThisMachine() {
    return device ->
        switch (device.kind()) {
          case CPU -> ofHost(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
          case CUDA -> ofCard(device.index());
        };
  }

  /**
   * The lesser of what the machine has and what the container may still take.
   *
   * @param meminfo of Linux, with a line {@code MemAvailable: … kB}
   * @param group folder of the control group, version 2; may be missing
   */
  static OptionalLong ofHost(Path meminfo, Path group) {
    OptionalLong available = number(meminfo, "(?m)^MemAvailable:\\s+([0-9]+) kB$");
    if (available.isEmpty()) {
      return available;
    }
    long free = available.getAsLong() << 10;
    OptionalLong most = number(group.resolve("memory.max"), "^([0-9]+)\\s*$");
    // Cached files are given back when memory is asked for; what programs hold is not.
    OptionalLong held = number(group.resolve("memory.stat"), "(?m)^anon ([0-9]+)$");
    if (most.isPresent() && held.isPresent()) {
      free = Math.min(free, Math.max(0, most.getAsLong() - held.getAsLong()));
    }
    return OptionalLong.of(free);
  }

  private static OptionalLong ofCard(int index) {
    try {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=memory.free",
                  "--format=csv,noheader,nounits",
                  "--id=" + index)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? ofMebibytes(printed) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  /** What {@code nvidia-smi} printed for one card: a number of MiB. */
  static OptionalLong ofMebibytes(String printed) {
    String[] lines = printed.strip().split("\\R", -1);
    return lines.length == 1 && lines[0].matches("[0-9]{1,9}")
        ? OptionalLong.of(Long.parseLong(lines[0]) << 20)
        : OptionalLong.empty();
  }

  private static OptionalLong number(Path file, String pattern) {
    try {
      Matcher found =
          Pattern.compile(pattern).matcher(Files.readString(file, StandardCharsets.UTF_8));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
