package dev.palimpsest.mask;

import java.io.IOException;
import java.util.Map;

/** A key source such as a user would write, with one key. */
public final class VaultKeySource implements KeySource {

  static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

  @Override
  public String scheme() {
    return "vault";
  }

  @Override
  public String read(String name) throws IOException {
    String key = Map.of("tokens", KEY).get(name);
    if (key == null) {
      throw new IOException("the vault has no such key");
    }
    return key;
  }
}
