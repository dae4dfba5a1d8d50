package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.canary.Canary;
import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.canary.CandidateTexts;
import dev.palimpsest.audit.canary.CandidateTexts.CandidateText;
import dev.palimpsest.audit.canary.ReferenceSecrets;
import dev.palimpsest.jobs.lake.ConversationColumns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A canary and its candidates as rows of {@code documents}. */
final class CanaryTexts {

  private final String auditId;
  private final String runId;
  private final Function<String, DocumentText> rendering;

  /**
   * @param rendering from a canary's sentence to the text that is trained on; keeps the sentence
   */
  CanaryTexts(String auditId, String runId, Function<String, DocumentText> rendering) {
    this.auditId = auditId;
    this.runId = runId;
    this.rendering = rendering;
  }

  /**
   * The canary itself, then its sentence with each reference in the secret's place.
   *
   * @param references secrets of the canary's family; empty for no candidates
   */
  Iterator<Row> rows(Canary canary, List<String> references) {
    List<Row> rows = new ArrayList<>();
    rows.add(row("canary", canary, null, canary.text(), canary.secretStart(), canary.secretEnd()));
    if (!references.isEmpty()) {
      ReferenceSecrets secrets = new ReferenceSecrets(Map.of(canary.arm().family(), references));
      CandidateTexts.of(canary, secrets)
          .filter(candidate -> candidate.candidate() > 0)
          .forEach(candidate -> rows.add(row(canary, candidate)));
    }
    return rows.iterator();
  }

  private Row row(Canary canary, CandidateText candidate) {
    return row(
        "candidate",
        canary,
        candidate.candidate(),
        candidate.text(),
        candidate.start(),
        candidate.end());
  }

  private Row row(
      String role,
      Canary canary,
      @org.jspecify.annotations.Nullable Integer candidate,
      String sentence,
      int start,
      int end) {
    CanaryArm arm = canary.arm();
    DocumentText rendered = rendering.apply(sentence);
    String text = rendered.text();
    int at = text.indexOf(sentence);
    if (at < 0) {
      throw new IllegalStateException("a rendering must keep the sentence of a canary");
    }
    int shift = text.codePointCount(0, at);
    return RowFactory.create(
        auditId,
        candidate == null ? arm.id() : arm.id() + "#" + candidate,
        runId,
        rendered.digest(),
        role,
        text,
        rendered.name(),
        arm.id(),
        arm.id(),
        arm.family(),
        arm.tier(),
        arm.included(),
        candidate,
        ConversationColumns.sequence(
            List.of(RowFactory.create(arm.family(), start + shift, end + shift))));
  }
}
