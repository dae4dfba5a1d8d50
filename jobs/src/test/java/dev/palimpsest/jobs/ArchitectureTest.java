package dev.palimpsest.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the lines between packages; see the README's tour of the code. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.palimpsest");

  @Test
  void import_looksAtTheWholeProject() {
    assertThat(CLASSES.size()).isGreaterThan(400);
  }

  @Test
  void pureCode_knowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.palimpsest.text..",
            "dev.palimpsest.pii..",
            "dev.palimpsest.profile..",
            "dev.palimpsest.mask..",
            "dev.palimpsest.near..",
            "dev.palimpsest.ner..",
            "dev.palimpsest.audit..",
            "dev.palimpsest.jobs.ingest.format..",
            "dev.palimpsest.jobs.demo.trace..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .check(CLASSES);
  }

  @Test
  void textFunctions_knowNoOtherModule() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.palimpsest.text..",
            "dev.palimpsest.pii..",
            "dev.palimpsest.profile..",
            "dev.palimpsest.mask..",
            "dev.palimpsest.near..",
            "dev.palimpsest.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.palimpsest.ner..", "dev.palimpsest.audit..", "dev.palimpsest.jobs..")
        .check(CLASSES);
  }

  @Test
  void entityModels_knowNeitherAuditNorJobs() {
    noClasses()
        .that()
        .resideInAPackage("dev.palimpsest.ner..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.palimpsest.audit..", "dev.palimpsest.jobs..")
        .check(CLASSES);
  }

  @Test
  void audit_knowsNoJobs() {
    noClasses()
        .that()
        .resideInAPackage("dev.palimpsest.audit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.palimpsest.jobs..")
        .check(CLASSES);
  }

  @Test
  void jobs_knowNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.palimpsest.jobs..")
        .and()
        .resideOutsideOfPackage("dev.palimpsest.jobs.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.palimpsest.jobs.cli..", "picocli..", "me.tongfei..")
        .check(CLASSES);
  }

  @Test
  void sessions_areMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SessionFactory")
        .should()
        .callMethod(org.apache.spark.sql.SparkSession.class, "builder")
        .check(CLASSES);
  }

  @Test
  void processExit_isLeftToTheEntryPoint() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Palimpsest")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void tables_knowNoJob() {
    noClasses()
        .that()
        .resideInAPackage("dev.palimpsest.jobs.lake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.palimpsest.jobs.ingest..",
            "dev.palimpsest.jobs.collapse..",
            "dev.palimpsest.jobs.scrub..",
            "dev.palimpsest.jobs.dedup..",
            "dev.palimpsest.jobs.corpus..",
            "dev.palimpsest.jobs.signals..",
            "dev.palimpsest.jobs.probe..",
            "dev.palimpsest.jobs.gate..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.palimpsest.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
