package dev.palimpsest.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import scala.Tuple3;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * One function of a string.
 *
 * @param name in SQL
 * @param body what it does
 * @param type what it returns
 */
record SqlFunction(String name, UDF1<String, ?> body, DataType type) {

  void register(UDFRegistration registry) {
    registry.register(name, body, type);
  }

  void inject(SparkSessionExtensions extensions) {
    ExpressionInfo info = new ExpressionInfo(body.getClass().getName(), name);
    extensions.injectFunction(
        new Tuple3<>(new FunctionIdentifier(name), info, new Builder(name, body, type)));
  }

  /** Makes the call from its arguments. */
  private static final class Builder extends AbstractFunction1<Seq<Expression>, Expression> {
    private final String name;
    private final UserDefinedFunction function;

    Builder(String name, UDF1<String, ?> body, DataType type) {
      this.name = name;
      this.function = functions.udf(body, type).withName(name);
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
      if (arguments.size() != 1) {
        throw new IllegalArgumentException(
            name + " takes one argument, a string. Provided arguments: " + arguments.size());
      }
      return function.apply(new Column(arguments.head())).expr();
    }
  }
}
