package dev.palimpsest.spark;

import dev.palimpsest.mask.Policy;
import dev.palimpsest.mask.PolicyReader;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
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

  /** Registers all functions; {@code mask_pii} follows {@code conf/policy/default.yaml}. */
  public static void register(SparkSession spark) {
    register(spark, PolicyReader.standard());
  }

  /**
   * Registers all functions.
   *
   * @param policy what {@code mask_pii} masks
   * @throws IllegalArgumentException if the policy needs a key
   */
  public static void register(SparkSession spark, Policy policy) {
    all(policy).forEach(function -> function.register(spark.udf()));
  }

  /** Makes all functions known to every session that is built with {@code extensions}. */
  static void inject(SparkSessionExtensions extensions) {
    all(PolicyReader.standard()).forEach(function -> function.inject(extensions));
  }

  private static List<SqlFunction> all(Policy policy) {
    return List.of(
        new SqlFunction("find_pii", new FindPii(), FindPii.FINDINGS),
        new SqlFunction("mask_pii", new MaskPii(policy), DataTypes.StringType),
        new SqlFunction("luhn_valid", new LuhnValid(), DataTypes.BooleanType));
  }
}
