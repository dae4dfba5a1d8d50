package dev.palimpsest.jobs.lake;

/** The version of this program, as runs and commits record it. */
public final class Version {

  private static final String CURRENT = "0.1.0";

  private Version() {}

  public static String current() {
    return CURRENT;
  }
}
