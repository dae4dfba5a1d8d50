package dev.palimpsest.jobs.testing;

import java.nio.file.Path;

/** A token classifier that knows a few invented names, made for the tests of the module ner. */
public final class TinyEntityModel {

  private TinyEntityModel() {}

  public static Path folder() {
    return Path.of(
        System.getProperty("palimpsest.home", ".."),
        "ner/src/test/resources/dev/palimpsest/ner/tiny");
  }
}
