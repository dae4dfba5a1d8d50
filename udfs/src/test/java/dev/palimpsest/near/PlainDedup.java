package dev.palimpsest.near;

import dev.palimpsest.text.Conversation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stages exact, prefix and near in one JVM, each by the building blocks of this package. */
final class PlainDedup {

  private static final int MOST_ROUNDS = 5;

  /**
   * @param stage exact, prefix or near; null for a row that stays
   * @param keeper what a dropped row gives way to
   * @param comparison of a near drop
   */
  record Decision(
      @Nullable String stage, @Nullable String keeper, @Nullable Comparison comparison) {
    static final Decision KEEP = new Decision(null, null, null);
  }

  private final Fingerprinter fingerprinter = new Fingerprinter(SignatureSpec.DEFAULT);
  private final NearRule rule;
  private final Map<String, Conversation> conversations;
  private final Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
  private final Map<String, Decision> decisions = new LinkedHashMap<>();

  /** Pairs that were compared, how many members the biggest bucket had, and pairs left out. */
  long compared;

  int biggestBucket;
  long leftOut;

  PlainDedup(Map<String, Conversation> conversations, double threshold) {
    this.conversations = conversations;
    this.rule = new NearRule(SignatureSpec.DEFAULT, threshold);
    conversations.forEach((id, row) -> fingerprints.put(id, fingerprinter.fingerprint(row)));
  }

  Map<String, Decision> decide() {
    conversations.keySet().forEach(id -> decisions.put(id, Decision.KEEP));
    dropCopies();
    dropPrefixes();
    dropNear();
    return decisions;
  }

  private List<String> kept() {
    return decisions.keySet().stream().filter(id -> decisions.get(id) == Decision.KEEP).toList();
  }

  private static String last(List<String> digests) {
    return digests.isEmpty() ? "" : digests.get(digests.size() - 1);
  }

  private void dropCopies() {
    Map<String, String> first = new HashMap<>();
    for (String id : conversations.keySet().stream().sorted().toList()) {
      String keeper = first.putIfAbsent(last(turns(id)), id);
      if (keeper != null) {
        decisions.put(id, new Decision("exact", keeper, null));
      }
    }
  }

  private void dropPrefixes() {
    Map<String, String> longest = new HashMap<>();
    Comparator<String> longestFirst =
        Comparator.<String>comparingInt(id -> -turns(id).size()).thenComparing(id -> id);
    for (String id : kept().stream().sorted(longestFirst).toList()) {
      List<String> digests = turns(id);
      digests
          .subList(0, Math.max(0, digests.size() - 1))
          .forEach(digest -> longest.putIfAbsent(digest, id));
    }
    for (String id : kept()) {
      String keeper = longest.get(last(turns(id)));
      if (keeper != null) {
        decisions.put(id, new Decision("prefix", keeper, null));
      }
    }
  }

  private void dropNear() {
    List<String> ranked =
        kept().stream()
            .sorted(
                Comparator.<String>comparingInt(id -> -fingerprint(id).shingles().length)
                    .thenComparing(id -> id))
            .toList();
    long[][] keys = new long[ranked.size()][];
    for (int rank = 0; rank < keys.length; rank++) {
      Fingerprint fingerprint = fingerprint(ranked.get(rank));
      keys[rank] = fingerprinter.bandKeys(fingerprinter.signature(fingerprint), fingerprint);
    }
    Map<List<Integer>, Comparison> edges = new LinkedHashMap<>();
    int[] keepers = IntStream.range(0, ranked.size()).toArray();
    BucketPairs bounds = BucketPairs.DEFAULT;
    for (int round = 0; round < MOST_ROUNDS; round++, bounds = bounds.widened()) {
      Set<List<Integer>> pairs = new HashSet<>();
      leftOut = candidates(ranked, keys, keepers, bounds, pairs);
      for (List<Integer> pair : pairs) {
        Comparison comparison = compare(ranked.get(pair.get(0)), ranked.get(pair.get(1)));
        if (comparison.verdict() == Verdict.NEAR) {
          edges.put(pair, comparison);
        }
      }
      compared += pairs.size();
      keepers =
          IndependentSet.keepers(
              ranked.size(),
              edges.keySet().stream().mapToInt(pair -> pair.get(0)).toArray(),
              edges.keySet().stream().mapToInt(pair -> pair.get(1)).toArray());
      if (leftOut == 0) {
        break;
      }
    }
    for (int rank = 0; rank < keepers.length; rank++) {
      if (keepers[rank] != rank) {
        decisions.put(
            ranked.get(rank),
            new Decision(
                "near", ranked.get(keepers[rank]), edges.get(List.of(keepers[rank], rank))));
      }
    }
  }

  private long candidates(
      List<String> ranked,
      long[][] keys,
      int[] keepers,
      BucketPairs bounds,
      Set<List<Integer>> pairs) {
    Map<Long, List<BucketMember>> buckets = new TreeMap<>();
    for (int rank = 0; rank < keepers.length; rank++) {
      for (int band = 0; keepers[rank] == rank && band < keys[rank].length; band++) {
        long[] next = new long[3];
        for (int i = 0; i < next.length; i++) {
          next[i] = keys[rank][(band + 1 + i) % keys[rank].length];
        }
        int shingles = fingerprint(ranked.get(rank)).shingles().length;
        buckets
            .computeIfAbsent(keys[rank][band], key -> new ArrayList<>())
            .add(new BucketMember(rank, shingles, next, true));
      }
    }
    long left = 0;
    for (List<BucketMember> bucket : buckets.values()) {
      biggestBucket = Math.max(biggestBucket, bucket.size());
      left +=
          bounds.forEach(
              bucket,
              (better, worse) -> {
                if (rule.sizesAllow(better.shingles(), worse.shingles())) {
                  pairs.add(List.of((int) better.rank(), (int) worse.rank()));
                }
              });
    }
    return left;
  }

  private Comparison compare(String a, String b) {
    Comparison comparison = rule.compare(fingerprint(a), fingerprint(b));
    return comparison.verdict() == Verdict.UNSETTLED
        ? rule.settle(
            comparison,
            NearRule.turnText(conversation(a), comparison.turn()),
            NearRule.turnText(conversation(b), comparison.turn()))
        : comparison;
  }

  private Fingerprint fingerprint(String id) {
    return Objects.requireNonNull(fingerprints.get(id));
  }

  private Conversation conversation(String id) {
    return Objects.requireNonNull(conversations.get(id));
  }

  private List<String> turns(String id) {
    return fingerprint(id).turns();
  }

  /** {@code CONVERSATIONS.jsonl[.gz] DECISIONS.jsonl}: writes one decision for each row. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Conversation> conversations =
        Cases.conversations(Cases.file(Path.of(arguments[0])));
    long start = System.nanoTime();
    PlainDedup dedup = new PlainDedup(conversations, 0.8);
    List<String> lines = new ArrayList<>();
    dedup.decide().forEach((id, decision) -> lines.add(json(id, decision)));
    Files.write(Path.of(arguments[1]), lines, StandardCharsets.UTF_8);
    System.out.printf(
        "%d rows, %d pairs compared, biggest bucket %d, %d pairs left out, %.1f s%n",
        lines.size(),
        dedup.compared,
        dedup.biggestBucket,
        dedup.leftOut,
        (System.nanoTime() - start) / 1e9);
  }

  private static String json(String id, Decision decision) {
    if (decision.stage() == null) {
      return "{\"id\":\"" + id + "\",\"action\":\"keep\"}";
    }
    String scores =
        decision.comparison() == null
            ? ""
            : ",\"jaccard\":"
                + decision.comparison().jaccard()
                + ",\"containment\":"
                + decision.comparison().containment();
    return String.format(
        "{\"id\":\"%s\",\"action\":\"drop\",\"stage\":\"%s\",\"keeper\":\"%s\"%s}",
        id, decision.stage(), decision.keeper(), scores);
  }
}
