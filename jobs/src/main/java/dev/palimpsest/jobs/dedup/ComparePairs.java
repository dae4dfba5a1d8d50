package dev.palimpsest.jobs.dedup;

import dev.palimpsest.near.Comparison;
import dev.palimpsest.near.Fingerprint;
import dev.palimpsest.near.Fingerprinter;
import dev.palimpsest.near.NearRule;
import dev.palimpsest.near.Verdict;
import dev.palimpsest.text.Conversation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Pairs of conversations (left rank, left turns, right rank, right turns, shared bands) → those
 * that are near, with their scores.
 */
final class ComparePairs implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final double threshold;

  ComparePairs(double threshold) {
    this.threshold = threshold;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> pairs) {
    Documents documents = new Documents();
    NearRule rule = new NearRule(DedupConfiguration.SPEC, threshold);
    Iterable<Row> each = () -> pairs;
    return StreamSupport.stream(each.spliterator(), false)
        .flatMap(pair -> near(pair, documents, rule))
        .iterator();
  }

  private static Stream<Row> near(Row pair, Documents documents, NearRule rule) {
    Document left = documents.at(pair, 0);
    Document right = documents.at(pair, 2);
    Comparison comparison = rule.compare(left.fingerprint, right.fingerprint);
    if (comparison.verdict() == Verdict.UNSETTLED) {
      comparison =
          rule.settle(
              comparison,
              NearRule.turnText(left.conversation, comparison.turn()),
              NearRule.turnText(right.conversation, comparison.turn()));
    }
    return comparison.verdict() == Verdict.NEAR
        ? Stream.of(
            RowFactory.create(
                pair.getLong(0),
                pair.getLong(2),
                comparison.jaccard(),
                comparison.containment(),
                pair.getInt(4)))
        : Stream.empty();
  }

  private record Document(Conversation conversation, Fingerprint fingerprint) {}

  /** The documents that were compared last: those of one bucket follow each other. */
  private static final class Documents {

    private static final int MOST = 256;

    private final Fingerprinter fingerprinter = new Fingerprinter(DedupConfiguration.SPEC);

    private final Map<Long, Document> recent =
        new LinkedHashMap<>(2 * MOST, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Document> eldest) {
            return size() > MOST;
          }
        };

    /** The document whose rank is at {@code index} of {@code pair} and its turns after it. */
    Document at(Row pair, int index) {
      return recent.computeIfAbsent(
          pair.getLong(index),
          rank -> {
            Conversation conversation = TurnColumns.read(pair, index + 1);
            return new Document(conversation, fingerprinter.fingerprint(conversation));
          });
    }
  }
}
