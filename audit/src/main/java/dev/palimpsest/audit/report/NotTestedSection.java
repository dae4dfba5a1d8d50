package dev.palimpsest.audit.report;

import dev.palimpsest.audit.report.Html.State;
import java.util.ArrayList;
import java.util.List;

/** What the audit says nothing about. */
final class NotTestedSection implements Section {

  @Override
  public String html(ReportData data) {
    MetricIndex metrics = data.index();
    boolean membership = !metrics.named("all", "auc").isEmpty();
    boolean extraction = metrics.find("extraction", "all", "greedy_rate").isPresent();
    Table table =
        new Table(
            "Kinds of attack that EDPB Opinion 28/2024 (paragraph 55) expects to be considered.",
            "Attack",
            "Tested?",
            "How, or why not");
    table.row(
        "Membership inference",
        membership ? tested("Yes") : untested(),
        membership
            ? "With full access to the model's probabilities, before and after tuning: stronger than"
                + " a customer's view."
            : "No members and controls were scored.");
    table.row(
        "Regurgitation of training data",
        extraction ? tested("In part") : untested(),
        extraction
            ? "Values that stand in the trained rows, after the true text before them. Not: long"
                + " verbatim passages, or prompts that make a model ramble."
            : "No personal values were marked in the rows.");
    table.row(
        "Exfiltration of training data",
        extraction ? tested("In part") : untested(),
        "Only by continuing true text. Not: persuasion, role play, jailbreaks, many turns.");
    table.row(
        "Attribute inference",
        untested(),
        "Whether the model lets somebody conclude an unknown trait of a person from known ones.");
    table.row(
        "Model inversion",
        untested(),
        "Whether inputs can be worked back from gradients or internal states.");
    table.row(
        "Reconstruction",
        untested(),
        "Whether whole training rows can be rebuilt without knowing part of them.");
    List<String> limits = new ArrayList<>(data.limitations());
    limits.add(
        "Passing is evidence of resistance to the attacks that were tried, in the scope in which they"
            + " were tried, and to no others.");
    limits.add(
        "The audit covers the files named above. A quantised, merged or further tuned copy is another"
            + " model and needs its own audit.");
    limits.add(
        "Personal data that no detector marked was not searched for, and personal data that the model"
            + " knew before tuning is not counted.");
    return Html.section(
        "not-tested",
        "What was not tested",
        table.html() + "<h3>Limits of the result</h3>\n" + Html.list(limits));
  }

  private static String tested(String word) {
    return Html.badge(word.equals("Yes") ? State.GOOD : State.OPEN, word);
  }

  private static String untested() {
    return Html.badge(State.PLAIN, "No");
  }
}
