package dev.palimpsest.jobs.cli;

/** Entry point of {@code cluster/palimpsest}. */
public final class Palimpsest {

  private Palimpsest() {}

  public static void main(String[] arguments) {
    System.exit(0);
  }
}
