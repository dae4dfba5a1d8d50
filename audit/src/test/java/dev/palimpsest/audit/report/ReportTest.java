package dev.palimpsest.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.gate.Artifact;
import dev.palimpsest.audit.gate.Gate;
import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.probe.BlindBaseline;
import dev.palimpsest.audit.probe.Evaluation;
import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Exposure;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

  private static final Path POLICIES =
      Path.of(System.getProperty("palimpsest.home"), "conf", "gate");

  @Test
  void html_fullAudit_isWellFormedAndSaysTheVerdictFirst() throws Exception {
    Document page = parse(Report.html(data("support-assistant", leaking(), "customer-api")));

    NodeList headings = page.getElementsByTagName("h2");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < headings.getLength(); i++) {
      texts.add(headings.item(i).getTextContent());
    }
    assertThat(texts)
        .containsExactly(
            "✕ Fail",
            "What was audited",
            "Found: can trained rows be recognised?",
            "Found: are planted secrets remembered?",
            "Found: does the model give personal data away?",
            "What this means",
            "Where the training rows come from",
            "What was not tested",
            "Can the audit be trusted?",
            "The rules, one by one",
            "How to check this report");
  }

  @Test
  void html_fullAudit_showsItsFigures() {
    String html = Report.html(data("support-assistant", leaking(), "customer-api"));

    assertThat(html)
        .contains("0.900 (0.880\u00a0to\u00a00.920)")
        .contains("30.0\u00a0% (25.0\u00a0to\u00a035.0)")
        .contains("needs 299 held-out rows")
        .contains("picks the trained one in 90 of 100 cases")
        .contains("9.97\u00a0bits")
        .contains("1 survived, 1 truncated.")
        .contains(
            "/logs/bot", ">1,300<", ">1,200<", "100 and more", "2 to 9", "0123456789ab</code>")
        .contains("c".repeat(64))
        .contains("palimpsest gate --policy customer-api.yaml");
  }

  @Test
  void html_anyAudit_needsNothingFromElsewhere() throws Exception {
    String html = Report.html(data("support-assistant", leaking(), "customer-api"));

    assertThat(html).doesNotContainIgnoringCase("<script").doesNotContain("http://", "https://");
    Document page = parse(html);
    for (String tag : List.of("script", "link", "img", "iframe", "object", "a")) {
      assertThat(page.getElementsByTagName(tag).getLength()).as(tag).isZero();
    }
  }

  @Test
  void html_everyDrawing_hasWordsForThoseWhoCannotSeeIt() throws Exception {
    NodeList drawings =
        parse(Report.html(data("a", leaking(), "internal"))).getElementsByTagName("svg");

    int described = 0;
    for (int i = 0; i < drawings.getLength(); i++) {
      if (drawings.item(i).getAttributes().getNamedItem("role") != null) {
        assertThat(drawings.item(i).getAttributes().getNamedItem("aria-label").getTextContent())
            .isNotBlank();
        assertThat(drawings.item(i).getFirstChild().getNodeName()).isEqualTo("title");
        described++;
      }
    }
    assertThat(described).isGreaterThanOrEqualTo(4);
  }

  /** Names come from files and people; none may become markup. */
  @Test
  void html_hostileNames_areEscaped(@TempDir Path folder) throws Exception {
    String hostile = "<script>alert('x\"&')</script>";
    List<Metric> metrics = new ArrayList<>(leaking());
    metrics.add(
        new Metric("extraction", "type=" + hostile, "greedy_rate", .5, .4, .6, 9, 9, hostile));
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        Files.readString(POLICIES.resolve("internal.yaml"))
            .replace("name: internal", "name: \"" + hostile.replace("\"", "\\\"") + "\"")
            .replace("Whoever holds a record", hostile));
    Verdict verdict = decide(PolicyFile.read(policy), metrics);
    ReportData data =
        new ReportData(
            hostile,
            Instant.EPOCH,
            verdict,
            List.of(new ReportData.Subject(hostile, hostile, hostile)),
            new CorpusOrigins(
                List.of(new CorpusOrigins.StageCount(hostile, hostile, 1)),
                List.of(new CorpusOrigins.SourceCount(hostile, 1, 0, 0, 0, 0, 0, 1)),
                List.of(new CorpusOrigins.ClusterCount(1, 1, 1, 1, List.of(hostile)))),
            new ReportData.Population(1, 1, 1, 1, 0, 0),
            metrics,
            Map.of(hostile, 1),
            List.of(hostile),
            new ReportData.Reproduction(
                Map.of(hostile, hostile), Map.of(hostile, 1L), List.of(hostile)));

    String html = Report.html(data);

    assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("<script");
    Document page = parse(html);
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(hostile);
  }

  @Test
  void html_withoutMetrics_isInconclusiveAndStillWhole() throws Exception {
    Document page = parse(Report.html(data("empty", List.of(), "internal")));

    assertThat(page.getElementsByTagName("h2").item(0).getTextContent())
        .isEqualTo("? Inconclusive");
    assertThat(page.getDocumentElement().getTextContent())
        .contains("No members and controls were scored.")
        .contains("treat this as a no until the missing evidence is there");
  }

  @Test
  void html_sameData_isTheSameInEveryLocale() {
    ReportData data = data("a", leaking(), "internal");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      String english = Report.html(data);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Report.html(data)).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void json_fullAudit_holdsTheSame() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Report.json(data("a", leaking(), "customer-api")));

    assertThat(json.get("title").asText()).isEqualTo("a");
    assertThat(json.get("created_at").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(json.at("/verdict/outcome").asText()).isEqualTo("FAIL");
    assertThat(json.get("metrics")).hasSize(leaking().size());
    assertThat(json.at("/metrics/0/probe").asText()).isEqualTo("min_k_pp");
    assertThat(json.at("/canary_survival/TRUNCATED").asInt()).isEqualTo(1);
  }

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Metric> leaking() {
    List<CanaryExposure> exposures =
        List.of(
            new CanaryExposure(
                new CanaryArm("c", "phone", 1, true),
                -1,
                Exposure.of(-1, new Random(1).doubles(1_000, -90, -10).toArray())));
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric("min_k_pp", "all", "auc", .9, .88, .92, 400, 400, "rule"));
    for (String probe : List.of("loss", "ref", "min_k_pp_cal", "ez_ranked", "wbc", "stacked")) {
      metrics.add(new Metric(probe, "all", "auc", .6, .55, .65, 400, 400, "rule"));
      metrics.add(new Metric(probe, "all", "permuted_alarm_rate", .05, .03, .09, 400, 400, "rule"));
    }
    metrics.add(new Metric("loss_base", "all", "auc", .5, .46, .54, 400, 400, "rule"));
    metrics.add(new Metric("min_k_pp", "all", "tpr_at_fpr_0.01", .3, .25, .35, 400, 400, "rule"));
    metrics.add(
        new Metric(
            "min_k_pp", "all", "certified_tpr_at_fpr_0.01", null, null, null, 400, 200, "rule"));
    metrics.add(
        BlindBaseline.metric(new AreaUnderCurve(.5, .02, new Interval(.46, .54), 400, 400)));
    metrics.add(new Metric("extraction", "all", "greedy_rate", .4, .3, .5, 90, 80, "rule"));
    metrics.add(
        new Metric("extraction", "all", "greedy_rate_controls", .1, .05, .2, 90, 80, "rule"));
    metrics.add(new Metric("extraction", "type=EMAIL", "greedy_rate", .4, .3, .5, 90, 80, "rule"));
    metrics.addAll(
        Evaluation.of(new Evaluation.Input(List.of(), exposures, null, Map.of(), 1)).metrics());
    return metrics;
  }

  private static Verdict decide(PolicyFile policy, List<Metric> metrics) {
    return Gate.decide(
        policy,
        metrics,
        new Gate.Case(
            "run-1",
            List.of(new Artifact("adapter", "c".repeat(64))),
            Instant.parse("2026-03-01T10:00:00Z"),
            Verdict.GENESIS));
  }

  private static ReportData data(String title, List<Metric> metrics, String policy) {
    try {
      return new ReportData(
          title,
          Instant.parse("2026-03-01T10:00:00Z"),
          decide(PolicyFile.read(POLICIES.resolve(policy + ".yaml")), metrics),
          List.of(new ReportData.Subject("adapter", "adapter-7", "c".repeat(64))),
          new CorpusOrigins(
              List.of(new CorpusOrigins.StageCount("dedup", "near duplicate", 12)),
              List.of(new CorpusOrigins.SourceCount("/logs/bot", 1_300, 3, 1_200, 1, 4, 12, 80)),
              List.of(
                  new CorpusOrigins.ClusterCount(1, 1, 70, 70, List.of("0123456789abcdef")),
                  new CorpusOrigins.ClusterCount(2, 9, 9, 31, List.of("a")),
                  new CorpusOrigins.ClusterCount(100, -1, 1, 1_234, List.of()))),
          new ReportData.Population(400, 400, 1, 0, 0, 0),
          metrics,
          Map.of("SURVIVED", 1, "TRUNCATED", 1),
          List.of(),
          new ReportData.Reproduction(
              Map.of("palimpsest", "0.1.0"),
              Map.of("evaluation", 7L),
              List.of("palimpsest gate --policy " + policy + ".yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
