package dev.palimpsest.text;

import java.util.Set;

/** Keeps the keys of an object apart after some of them were masked. */
public final class Keys {

  private Keys() {}

  /**
   * {@code key}, or when that is taken {@code key#2}, {@code key#3} …; what is returned is taken
   * from then on.
   */
  public static String unused(String key, Set<String> taken) {
    String unused = key;
    for (int n = 2; !taken.add(unused); n++) {
      unused = key + "#" + n;
    }
    return unused;
  }
}
