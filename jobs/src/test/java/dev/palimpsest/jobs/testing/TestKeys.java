package dev.palimpsest.jobs.testing;

import dev.palimpsest.jobs.lake.LakeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fixed key in a file. */
public final class TestKeys {

  public static final String HEX =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  private TestKeys() {}

  /** The key, written below {@code folder}. */
  public static LakeKey in(Path folder) {
    try {
      Path file = folder.resolve("test.key");
      Files.writeString(file, HEX + "\n");
      return new LakeKey("file:" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
