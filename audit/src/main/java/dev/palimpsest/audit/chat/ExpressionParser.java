package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Expressions by falling precedence: postfix, filters and tests, sign, power, product, {@code ~},
 * sum, comparison, {@code not}, {@code and}, {@code or}, {@code if else}.
 */
final class ExpressionParser {
  private static final Map<String, BinaryOperator<Object>> PRODUCTS =
      Map.of(
          "*", Operators::multiply,
          "/", Operators::divide,
          "//", Operators::floorDivide,
          "%", Operators::remainder);
  private static final Map<String, BinaryOperator<Object>> SUMS =
      Map.of("+", Operators::add, "-", Operators::subtract);
  private static final Map<String, BinaryOperator<Object>> COMPARISONS =
      Map.of(
          "==", Values::areEqual,
          "!=", (a, b) -> !Values.areEqual(a, b),
          "<", (a, b) -> Values.compare(a, b) < 0,
          "<=", (a, b) -> Values.compare(a, b) <= 0,
          ">", (a, b) -> Values.compare(a, b) > 0,
          ">=", (a, b) -> Values.compare(a, b) >= 0);

  private final TokenStream tokens;
  private final PrimaryParser primary;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.primary = new PrimaryParser(tokens, this);
  }

  /** An expression, also {@code a if b else c}. */
  Expression expression() {
    Expression value = or();
    while (tokens.takeName("if")) {
      Expression chosen = value;
      Expression condition = or();
      Expression otherwise =
          tokens.takeName("else") ? expression() : scope -> new Undefined("inline if");
      value =
          scope ->
              Values.isTrue(condition.evaluate(scope))
                  ? chosen.evaluate(scope)
                  : otherwise.evaluate(scope);
    }
    return value;
  }

  /** An expression, or several with commas between them as a list. */
  Expression tuple() {
    Expression first = expression();
    if (!tokens.peek().isOperator(",")) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    while (tokens.takeOperator(",")) {
      if (primary.begins()) {
        all.add(expression());
      }
    }
    return scope -> Tuple.copyOf(all.stream().map(e -> e.evaluate(scope)).toList());
  }

  /** An expression without {@code if}, as behind {@code in} of a loop. */
  Expression or() {
    Expression value = and();
    while (tokens.takeName("or")) {
      Expression left = value;
      Expression right = and();
      value =
          scope -> {
            Object first = left.evaluate(scope);
            return Values.isTrue(first) ? first : right.evaluate(scope);
          };
    }
    return value;
  }

  /** The filter whose name comes next, applied to {@code input}. */
  Expression filterOf(Expression input) {
    return primary.filter(input);
  }

  private Expression and() {
    Expression value = not();
    while (tokens.takeName("and")) {
      Expression left = value;
      Expression right = not();
      value =
          scope -> {
            Object first = left.evaluate(scope);
            return Values.isTrue(first) ? right.evaluate(scope) : first;
          };
    }
    return value;
  }

  private Expression not() {
    if (tokens.takeName("not")) {
      Expression negated = not();
      return scope -> !Values.isTrue(negated.evaluate(scope));
    }
    return comparison();
  }

  /** {@code a < b < c} is {@code a < b and b < c}. */
  private Expression comparison() {
    Expression left = sum();
    Expression all = null;
    for (BinaryOperator<Object> operator = comparator();
        operator != null;
        operator = comparator()) {
      Expression right = sum();
      Expression one = binary(left, operator, right);
      Expression before = all;
      all =
          before == null
              ? one
              : scope ->
                  Values.isTrue(before.evaluate(scope)) && Values.isTrue(one.evaluate(scope));
      left = right;
    }
    return all == null ? left : all;
  }

  private @Nullable BinaryOperator<Object> comparator() {
    Token token = tokens.peek();
    if (token.kind() == Kind.OPERATOR && COMPARISONS.containsKey(token.text())) {
      return COMPARISONS.get(tokens.next().text());
    }
    if (tokens.takeName("in")) {
      return (item, container) -> Values.contains(container, item);
    }
    if (token.isName("not") && tokens.peekSecond().isName("in")) {
      tokens.next();
      tokens.next();
      return (item, container) -> !Values.contains(container, item);
    }
    return null;
  }

  private Expression sum() {
    Expression value = concatenation();
    for (Token t = tokens.peek(); isOneOf(t, SUMS); t = tokens.peek()) {
      value = binary(value, SUMS.get(tokens.next().text()), concatenation());
    }
    return value;
  }

  private Expression concatenation() {
    Expression value = product();
    while (tokens.takeOperator("~")) {
      value = binary(value, (a, b) -> Text.of(a) + Text.of(b), product());
    }
    return value;
  }

  private Expression product() {
    Expression value = power();
    for (Token t = tokens.peek(); isOneOf(t, PRODUCTS); t = tokens.peek()) {
      value = binary(value, PRODUCTS.get(tokens.next().text()), power());
    }
    return value;
  }

  private Expression power() {
    Expression value = filtered();
    while (tokens.takeOperator("**")) {
      value = binary(value, Operators::power, filtered());
    }
    return value;
  }

  /** A sign binds more tightly than the filters behind it. */
  private Expression filtered() {
    return primary.filtersOf(signed());
  }

  private Expression signed() {
    if (tokens.takeOperator("-")) {
      Expression negated = signed();
      return scope -> Operators.negate(negated.evaluate(scope));
    }
    return tokens.takeOperator("+") ? signed() : primary.postfixed();
  }

  private static boolean isOneOf(Token token, Map<String, ?> operators) {
    return token.kind() == Kind.OPERATOR && operators.containsKey(token.text());
  }

  private static Expression binary(
      Expression left, @Nullable BinaryOperator<Object> operator, Expression right) {
    if (operator == null) {
      throw new IllegalStateException("no such operator");
    }
    return scope -> operator.apply(left.evaluate(scope), right.evaluate(scope));
  }
}
