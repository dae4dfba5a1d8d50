package dev.palimpsest.audit.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** Reads a verdict back for a pipeline that must stop or go on. */
public final class GateCheck {

  private GateCheck() {}

  /**
   * The outcome of a verdict file on a day: as decided, less the waivers that have run out since.
   *
   * @throws IllegalArgumentException if the file is no verdict, or was changed
   */
  public static Outcome outcome(Path verdict, LocalDate day) throws IOException {
    return VerdictFile.read(verdict).outcomeOn(day);
  }
}
