package dev.palimpsest.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import scala.Tuple3;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * One function of strings.
 *
 * @param name in SQL
 * @param arguments how many strings it takes
 * @param bodyClass what it is made of, for {@code DESCRIBE FUNCTION}
 * @param function what it does
 */
record SqlFunction(String name, int arguments, Class<?> bodyClass, UserDefinedFunction function) {

  static SqlFunction of(String name, UDF1<String, ?> body, DataType type) {
    return new SqlFunction(name, 1, body.getClass(), functions.udf(body, type).withName(name));
  }

  static SqlFunction of(String name, UDF2<String, String, ?> body, DataType type) {
    return new SqlFunction(name, 2, body.getClass(), functions.udf(body, type).withName(name));
  }

  void register(UDFRegistration registry) {
    registry.register(name, function);
  }

  void inject(SparkSessionExtensions extensions) {
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(name),
            new ExpressionInfo(bodyClass.getName(), name),
            new Builder(this)));
  }

  /** Makes the call from its arguments. */
  private static final class Builder extends AbstractFunction1<Seq<Expression>, Expression> {
    private final SqlFunction called;

    Builder(SqlFunction called) {
      this.called = called;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
      if (arguments.size() != called.arguments) {
        throw new IllegalArgumentException(
            "%s takes %s. Provided arguments: %d"
                .formatted(
                    called.name,
                    called.arguments == 1
                        ? "one argument, a string"
                        : called.arguments + " arguments, strings",
                    arguments.size()));
      }
      Column[] columns =
          JavaConverters.seqAsJavaList(arguments).stream().map(Column::new).toArray(Column[]::new);
      return called.function.apply(columns).expr();
    }
  }
}
