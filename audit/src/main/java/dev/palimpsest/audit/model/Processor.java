package dev.palimpsest.audit.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the machine's processor can do, as Linux tells it. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Words for units that multiply bfloat16 matrices: Intel's AMX, and Arm's BFMMLA. */
  private static final List<String> MATRIX_UNITS = List.of("amx_bf16", "bf16");

  private static final boolean HAS_MATRIX_UNITS =
      Files.notExists(CPUINFO) || hasMatrixUnits(read());

  private Processor() {}

  /**
   * Whether bfloat16 matrices are multiplied faster than single-precision ones. On a processor
   * without units for it, AVX-512 BF16 included, they are not: 1.4 times slower as measured on
   * Sapphire Rapids without AMX. Taken for true where nobody can tell.
   */
  static boolean multipliesHalfFaster() {
    return HAS_MATRIX_UNITS;
  }

  /**
   * @param cpuinfo lines of {@code /proc/cpuinfo}
   */
  static boolean hasMatrixUnits(List<String> cpuinfo) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .anyMatch(MATRIX_UNITS::contains);
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(CPUINFO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
