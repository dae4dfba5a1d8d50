package dev.palimpsest.mask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Where keys are kept, by the scheme of the references to them. */
final class KeySources {

  static final String ENVIRONMENT = "env";
  static final String FILE = "file";

  private static final class Holder {
    static final Map<String, KeySource> FOUND = found();
  }

  private KeySources() {}

  static boolean isKnown(String scheme) {
    return ENVIRONMENT.equals(scheme) || FILE.equals(scheme) || Holder.FOUND.containsKey(scheme);
  }

  /** For messages: {@code env:NAME, file:PATH, vault:NAME}. */
  static String notations() {
    StringBuilder notations = new StringBuilder("env:NAME, file:PATH");
    Holder.FOUND.keySet().forEach(scheme -> notations.append(", ").append(scheme).append(":NAME"));
    return notations.toString();
  }

  /**
   * The text behind a reference.
   *
   * @throws IOException if it cannot be had; the message says why
   */
  static String read(String scheme, String name, Map<String, String> environment)
      throws IOException {
    if (ENVIRONMENT.equals(scheme)) {
      String value = environment.get(name);
      if (value == null) {
        throw new IOException("the environment variable is not set");
      }
      return value;
    }
    if (FILE.equals(scheme)) {
      try {
        return Files.readString(Path.of(name), StandardCharsets.UTF_8);
      } catch (IOException e) {
        // Its message is the path, which the reference says already.
        throw new IOException(e.getClass().getSimpleName(), e);
      }
    }
    KeySource source = Holder.FOUND.get(scheme);
    if (source == null) {
      throw new IOException("no key source of this name is on the class path");
    }
    return source.read(name);
  }

  private static Map<String, KeySource> found() {
    Map<String, KeySource> found = new TreeMap<>();
    for (KeySource source : ServiceLoader.load(KeySource.class, KeySource.class.getClassLoader())) {
      String scheme = source.scheme();
      boolean free = !ENVIRONMENT.equals(scheme) && !FILE.equals(scheme);
      if (!scheme.matches("[a-z][a-z0-9-]*") || !free || found.put(scheme, source) != null) {
        throw new IllegalStateException(
            "key source %s needs a scheme of its own, of lower-case letters, digits and hyphens. Provided: %s"
                .formatted(source.getClass().getName(), scheme));
      }
    }
    return found;
  }
}
