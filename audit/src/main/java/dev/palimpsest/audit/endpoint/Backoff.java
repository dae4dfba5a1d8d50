package dev.palimpsest.audit.endpoint;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a request is made again: half a second, then twice as long each time, at
 * most half a minute; what the server asks for by {@code Retry-After} (RFC 9110, section 10.2.3)
 * goes before, up to a minute.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);
  private static final int DOUBLINGS = 10;

  private Backoff() {}

  /** Waits; tests do not. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * @param failures how many there were, at least 1
   */
  static Duration after(int failures) {
    return least(FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS)), LONGEST);
  }

  /** The same, unless the answer asks for a number of seconds. */
  static Duration after(int failures, HttpHeaders headers) {
    Optional<Duration> asked =
        headers
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return asked.map(duration -> least(duration, LONGEST_ASKED)).orElseGet(() -> after(failures));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
