package dev.palimpsest.audit.report;

import java.util.List;

/** One part of the report. */
interface Section {

  /** All parts, in the order in which they are read. */
  List<Section> ALL =
      List.of(
          new VerdictSection(),
          new AuditedSection(),
          new MembershipSection(),
          new CanarySection(),
          new ExtractionSection(),
          new MeaningSection(),
          new OriginsSection(),
          new NotTestedSection(),
          new ValiditySection(),
          new GateSection(),
          new ReproductionSection());

  /** The part as HTML; empty if there is nothing to say. */
  String html(ReportData data);
}
