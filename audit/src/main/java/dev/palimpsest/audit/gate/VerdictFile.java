package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A verdict as JSON. */
public final class VerdictFile {

  private VerdictFile() {}

  /** The verdict as indented JSON. */
  public static String toJson(Verdict verdict) {
    try {
      return GateJson.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(verdict) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a verdict", e);
    }
  }

  /**
   * The verdict in JSON.
   *
   * @param name of the file or row, for messages
   * @throws IllegalArgumentException if it is no verdict, or not the one that was hashed
   */
  public static Verdict fromJson(String name, String json) {
    Verdict verdict;
    try {
      verdict = GateJson.JSON.readValue(json, Verdict.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " must be a verdict: " + GateJson.problem(e));
    }
    if (!verdict.intact()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s was changed after the gate wrote it: its content has the hash %s. Provided hash:"
                  + " %s",
              name,
              verdict.contentHash(),
              verdict.hash()));
    }
    return verdict;
  }

  /** Writes a verdict. */
  public static void write(Path file, Verdict verdict) throws IOException {
    Files.writeString(file, toJson(verdict), StandardCharsets.UTF_8);
  }

  /** Reads a verdict and checks its hash. */
  public static Verdict read(Path file) throws IOException {
    return fromJson(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
  }
}
