package dev.palimpsest.audit.endpoint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A language model that looks at one token: scores are drawn from the token before. Its numbers are
 * computed here in the plainest way, for a server that pretends and for what a test expects of it.
 */
final class BigramModel {
  private final int vocabulary;

  BigramModel(int vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** ln p(v | before) for every v. */
  double[] logprobs(int before) {
    Random random = new Random(31L * before + 7);
    double[] scores = random.doubles(vocabulary).map(x -> 12 * x).toArray();
    double total = Math.log(Arrays.stream(scores).map(Math::exp).sum());
    return Arrays.stream(scores).map(score -> score - total).toArray();
  }

  /** All tokens, likeliest first. */
  int[] ranked(int before) {
    double[] logprobs = logprobs(before);
    return IntStream.range(0, vocabulary)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer v) -> -logprobs[v]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int rank(int before, int token) {
    int[] ranked = ranked(before);
    return 1
        + IntStream.range(0, vocabulary).filter(i -> ranked[i] == token).findFirst().orElse(-1);
  }

  double logSumExpOfTop40(int before) {
    double[] logprobs = logprobs(before);
    return Math.log(
        Arrays.stream(ranked(before)).limit(40).mapToDouble(v -> Math.exp(logprobs[v])).sum());
  }
}
