package dev.palimpsest.jobs.explain;

import dev.palimpsest.audit.gate.RuleResult;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.gate.VerdictFile;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Verdicts;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code explain --verdict}: which rules made it, and whether the chain of verdicts is whole. */
public final class ExplainVerdict {

  private final SparkSession spark;
  private final Lake lake;

  public ExplainVerdict(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * The verdict, a line each.
   *
   * @param sha256 of the verdict, or the first digits of it
   * @throws UserException if no verdict, or more than one, has it
   */
  public List<String> lines(String sha256) {
    List<Row> chain = Verdicts.TABLE.read(spark, lake).orderBy(Verdicts.SEQUENCE).collectAsList();
    List<Row> found =
        chain.stream()
            .filter(row -> row.<String>getAs(Verdicts.SHA256).startsWith(sha256))
            .toList();
    if (found.size() != 1) {
      throw new UserException(
          "The lake %s has %s verdict whose sha256 begins with %s. show verdicts lists them."
              .formatted(lake.root(), found.isEmpty() ? "no" : "more than one", sha256));
    }
    Row row = found.get(0);
    Verdict verdict = VerdictFile.fromJson("table verdicts", row.getAs(Verdicts.DOCUMENT));
    Lines lines = new Lines();
    lines.title("%s, decided at %s".formatted(verdict.outcome(), verdict.decidedAt()));
    lines.add("checkpoint", "%s", row.<String>getAs(Verdicts.CHECKPOINT_ID));
    lines.add("audit", "%s", verdict.runId());
    lines.add("policy", "%s, sha256 %s", verdict.policy(), verdict.policySha256());
    for (RuleResult rule : verdict.rules()) {
      lines.add(rule.outcome().name(), "%s: %s", rule.rule(), rule.reason());
    }
    lines.add("sha256", "%s", verdict.hash());
    lines.add("chain", "%s", whole(chain));
    return lines.all();
  }

  private static String whole(List<Row> chain) {
    String previous = Verdict.GENESIS;
    for (Row row : chain) {
      Verdict verdict = VerdictFile.fromJson("table verdicts", row.getAs(Verdicts.DOCUMENT));
      if (!verdict.intact()
          || !verdict.previousHash().equals(previous)
          || !verdict.hash().equals(row.getAs(Verdicts.SHA256))) {
        return "BROKEN at verdict %d: it, or the one before it, was changed or removed"
            .formatted(row.<Long>getAs(Verdicts.SEQUENCE));
      }
      previous = verdict.hash();
    }
    return "all %d verdicts follow one another, none was changed".formatted(chain.size());
  }
}
