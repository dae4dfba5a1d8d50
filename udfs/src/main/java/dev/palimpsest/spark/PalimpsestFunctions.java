package dev.palimpsest.spark;

import dev.palimpsest.mask.Policy;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.types.DataTypes;

/**
 * All SQL functions, with their types. Each takes one string, gives null for null, is
 * deterministic, and fails the query when a detector fails, rather than let a text through.
 *
 * <pre>
 * find_pii(text)    array&lt;struct&lt;path, start, end, type, tier, score, rule&gt;&gt;
 * mask_pii(text)    string
 * luhn_valid(text)  boolean
 * </pre>
 */
public final class PalimpsestFunctions {

  private PalimpsestFunctions() {}

  /** Registers all functions; {@code mask_pii} follows the policy that is built in. */
  public static void register(SparkSession spark) {
    register(spark, builtIn());
  }

  /**
   * Registers all functions.
   *
   * @param policy what {@code mask_pii} masks
   * @throws IllegalArgumentException if the policy needs a key
   */
  public static void register(SparkSession spark, Policy policy) {
    register(spark.udf(), policy);
  }

  static void register(UDFRegistration functions, Policy policy) {
    functions.register("find_pii", new FindPii(), FindPii.FINDINGS);
    functions.register("mask_pii", new MaskPii(policy), DataTypes.StringType);
    functions.register("luhn_valid", new LuhnValid(), DataTypes.BooleanType);
  }

  static Policy builtIn() {
    try (InputStream policy = PalimpsestFunctions.class.getResourceAsStream("mask-pii.yaml")) {
      if (policy == null) {
        throw new IllegalStateException("mask-pii.yaml is missing beside PalimpsestFunctions");
      }
      return PolicyReader.parse(new String(policy.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("mask-pii.yaml cannot be read", e);
    }
  }
}
