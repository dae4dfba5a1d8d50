package dev.palimpsest.mask;

import java.io.IOException;

/**
 * A place where keys are kept, besides variables and files: a key management service, a vault. The
 * jar that holds one names it in {@code META-INF/services/dev.palimpsest.mask.KeySource} and stands
 * in {@code PALIMPSEST_CLASSPATH}; Spark takes it to the executors, where keys are read too.
 */
public interface KeySource {

  /**
   * What references to its keys start with: {@code vault} for {@code vault:NAME}. Lower-case
   * letters, digits and hyphens, a letter first, neither {@code env} nor {@code file}.
   */
  String scheme();

  /**
   * The text of a key, as a file would hold it.
   *
   * @param name what follows the scheme and the colon
   * @throws IOException if it cannot be had; its message is shown to the user, so it must not hold
   *     a key
   */
  String read(String name) throws IOException;
}
