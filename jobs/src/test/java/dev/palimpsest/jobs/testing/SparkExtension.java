package dev.palimpsest.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test class a session on the one Spark of the JVM, as a parameter. */
public final class SparkExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session(context);
  }

  /** A session of the test class, with settings of its own, on the one Spark of the JVM. */
  public static SparkSession session(ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    SparkSession spark =
        store.getOrComputeIfAbsent(SparkSession.class, type -> open(), SparkSession.class);
    return store.getOrComputeIfAbsent(
            context.getRequiredTestClass(), type -> new Own(spark.newSession()), Own.class)
        .session;
  }

  /** Not closed with the store: that would stop the Spark of all classes. */
  private record Own(SparkSession session) {}

  /** Where Spark writes its event log. */
  public static Path events() {
    try {
      return Files.createDirectories(Path.of("target", "spark-events").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
        // What plans and events say must hold no trace text; the tests read them.
        .config("spark.sql.redaction.string.regex", "(?s).*")
        .config("spark.sql.maxMetadataStringLength", "20")
        // Plans of a few rows: compiling them takes longer than running them. The packaged
        // program's
        // tests run compiled ones.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        // Every sort, aggregate and broadcast takes a page and clears it: 64 MB by default.
        .config("spark.buffer.pageSize", "1m")
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.dir", events().toUri().toString())
        // Otherwise functions on small local data run on the driver and are never serialised.
        .config(
            "spark.sql.optimizer.excludedRules",
            "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation")
        .getOrCreate();
  }
}
