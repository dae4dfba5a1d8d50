package dev.palimpsest.audit.canary;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sentences to score for an exposure. */
public final class CandidateTexts {

  private CandidateTexts() {}

  /**
   * One sentence to score.
   *
   * @param canaryId whose sentence
   * @param candidate 0 for the canary's own secret, i ≥ 1 for the i-th reference of its family
   * @param text the sentence with that secret in place
   * @param start first character of the secret, in code points
   * @param end end of the secret, in code points, exclusive
   */
  public record CandidateText(String canaryId, int candidate, String text, int start, int end) {

    /** Leaves the text out, as {@link Canary} does. */
    @Override
    public String toString() {
      return "CandidateText[" + canaryId + ", " + candidate + "]";
    }
  }

  /** The canary's sentence with its own secret, then with each reference of its family. */
  public static Stream<CandidateText> of(Canary canary, ReferenceSecrets references) {
    List<String> secrets = references.of(canary.arm().family());
    return IntStream.rangeClosed(0, secrets.size())
        .mapToObj(i -> candidate(i, i == 0 ? canary : canary.withSecret(secrets.get(i - 1))));
  }

  private static CandidateText candidate(int number, Canary canary) {
    return new CandidateText(
        canary.arm().id(), number, canary.text(), canary.secretStart(), canary.secretEnd());
  }
}
