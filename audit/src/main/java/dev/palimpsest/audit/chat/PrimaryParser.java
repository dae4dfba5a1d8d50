package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Literals, names, and what follows them: attributes, items, calls, filters and tests. */
final class PrimaryParser {
  private static final Set<String> WORDS = Set.of("if", "else", "and", "or", "in", "not", "is");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** Whether an expression can begin here. */
  boolean begins() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NAME -> !WORDS.contains(token.text()) || token.text().equals("not");
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> Set.of("(", "[", "{", "-", "+").contains(token.text());
      case TEXT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, END -> false;
    };
  }

  /** The filters, tests and calls that follow {@code first}. */
  Expression filtersOf(Expression first) {
    Expression value = first;
    while (true) {
      if (tokens.takeOperator("|")) {
        value = filter(value);
      } else if (tokens.takeName("is")) {
        value = test(value);
      } else if (tokens.peek().isOperator("(")) {
        value = call(value, "the result of a filter");
      } else {
        return value;
      }
    }
  }

  /** A filter applied to {@code input}; the bar is taken already. */
  Expression filter(Expression input) {
    String name = tokens.expectName();
    BiFunction<Object, Arguments, Object> filter = Filters.named(name);
    CallSite site = tokens.peek().isOperator("(") ? callSite() : CallSite.EMPTY;
    return scope -> filter.apply(input.evaluate(scope), site.arguments(name, scope));
  }

  private Expression test(Expression input) {
    boolean expected = !tokens.takeName("not");
    String name = tokens.expectName();
    BiPredicate<Object, Arguments> test = Tests.named(name);
    CallSite site = CallSite.EMPTY;
    if (tokens.peek().isOperator("(")) {
      site = callSite();
    } else if (begins() && !tokens.peek().isName("not") && !isSign(tokens.peek())) {
      site = new CallSite(List.of(postfixed()), Map.of());
    }
    CallSite given = site;
    return scope -> test.test(input.evaluate(scope), given.arguments(name, scope)) == expected;
  }

  private static boolean isSign(Token token) {
    return token.isOperator("-") || token.isOperator("+");
  }

  /** A literal or name with its attributes, items and calls. */
  Expression postfixed() {
    String name = tokens.peek().text();
    Expression value = primary();
    while (true) {
      if (tokens.takeOperator(".")) {
        value = attribute(value);
      } else if (tokens.takeOperator("[")) {
        value = item(value);
      } else if (tokens.peek().isOperator("(")) {
        value = call(value, name);
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression object) {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> scope -> Attributes.of(object.evaluate(scope), token.text());
      case INTEGER -> {
        Long index = Long.valueOf(token.text());
        yield scope -> Operators.item(object.evaluate(scope), index);
      }
      case TEXT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, STRING, FLOAT, OPERATOR, END ->
          throw TemplateException.at(token.line(), "expected a name behind the dot");
    };
  }

  private Expression item(Expression object) {
    Expression start = tokens.peek().isOperator(":") ? null : expressions.tuple();
    if (start != null && tokens.takeOperator("]")) {
      return scope -> Operators.item(object.evaluate(scope), start.evaluate(scope));
    }
    tokens.expectOperator(":");
    Expression stop = bound();
    Expression step = tokens.takeOperator(":") ? bound() : null;
    tokens.expectOperator("]");
    return scope ->
        Operators.slice(
            object.evaluate(scope),
            evaluate(start, scope),
            evaluate(stop, scope),
            evaluate(step, scope));
  }

  private @Nullable Expression bound() {
    return begins() ? expressions.expression() : null;
  }

  private static @Nullable Object evaluate(@Nullable Expression expression, Scope scope) {
    return expression == null ? null : expression.evaluate(scope);
  }

  private Expression call(Expression callee, String name) {
    int line = tokens.peek().line();
    CallSite site = callSite();
    return scope -> {
      Object function = callee.evaluate(scope);
      if (function instanceof Undefined undefined) {
        throw TemplateException.at(line, "'" + undefined.name() + "' is undefined");
      }
      if (!(function instanceof Callable callable)) {
        throw TemplateException.at(line, Values.typeName(function) + " cannot be called");
      }
      return callable.call(site.arguments(name, scope));
    };
  }

  private CallSite callSite() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.takeOperator(")")) {
      if (tokens.peek().kind() == Kind.NAME && tokens.peekSecond().isOperator("=")) {
        String name = tokens.expectName();
        tokens.expectOperator("=");
        named.put(name, expressions.expression());
      } else if (named.isEmpty()) {
        positional.add(expressions.expression());
      } else {
        throw tokens.unexpected("expected a named argument");
      }
      if (!tokens.peek().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new CallSite(positional, named);
  }

  private Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token);
      case STRING -> {
        StringBuilder text = new StringBuilder(token.text());
        while (tokens.peek().kind() == Kind.STRING) {
          text.append(tokens.next().text());
        }
        yield constant(text.toString());
      }
      case INTEGER -> constant(integer(token));
      case FLOAT -> constant(Double.valueOf(token.text()));
      case OPERATOR -> bracketed(token);
      case TEXT, OUTPUT_BEGIN, OUTPUT_END, TAG_BEGIN, TAG_END, END ->
          throw TemplateException.at(token.line(), "expected an expression");
    };
  }

  private static Object integer(Token token) {
    BigInteger value = new BigInteger(token.text());
    if (value.bitLength() > 63) {
      throw TemplateException.at(token.line(), "an integer has more than 64 bits");
    }
    return value.longValue();
  }

  private Expression name(Token token) {
    if (WORDS.contains(token.text())) {
      throw TemplateException.at(
          token.line(), "expected an expression, found '" + token.text() + "'");
    }
    return switch (token.text()) {
      case "true", "True" -> constant(true);
      case "false", "False" -> constant(false);
      case "none", "None" -> constant(Values.None.NONE);
      default -> scope -> scope.get(token.text());
    };
  }

  private Expression bracketed(Token token) {
    return switch (token.text()) {
      case "(" -> {
        if (tokens.takeOperator(")")) {
          yield constant(Tuple.of());
        }
        Expression inner = expressions.tuple();
        tokens.expectOperator(")");
        yield inner;
      }
      case "[" -> list();
      case "{" -> map();
      default ->
          throw TemplateException.at(token.line(), "expected an expression, found " + token.text());
    };
  }

  private Expression list() {
    List<Expression> elements = new ArrayList<>();
    while (!tokens.takeOperator("]")) {
      elements.add(expressions.expression());
      if (!tokens.peek().isOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return scope -> elements.stream().map(element -> element.evaluate(scope)).toList();
  }

  private Expression map() {
    Map<Expression, Expression> entries = new LinkedHashMap<>();
    while (!tokens.takeOperator("}")) {
      Expression key = expressions.expression();
      tokens.expectOperator(":");
      entries.put(key, expressions.expression());
      if (!tokens.peek().isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return scope -> {
      Map<Object, Object> map = new LinkedHashMap<>();
      entries.forEach((key, value) -> map.put(key.evaluate(scope), value.evaluate(scope)));
      return map;
    };
  }

  private static Expression constant(Object value) {
    return scope -> value;
  }

  /** Arguments as they are written. */
  private record CallSite(List<Expression> positional, Map<String, Expression> named) {
    static final CallSite EMPTY = new CallSite(List.of(), Map.of());

    Arguments arguments(String of, Scope scope) {
      List<Object> values = positional.stream().map(e -> e.evaluate(scope)).toList();
      Map<String, Object> byName = new LinkedHashMap<>();
      named.forEach((name, expression) -> byName.put(name, expression.evaluate(scope)));
      return new Arguments(of, values, byName);
    }
  }
}
