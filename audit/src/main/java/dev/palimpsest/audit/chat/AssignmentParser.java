package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Statement.Flow;
import dev.palimpsest.audit.chat.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code set} and {@code with}. */
final class AssignmentParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  AssignmentParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** One name, or several with commas between them, perhaps in brackets. */
  static List<String> names(TokenStream tokens) {
    boolean bracketed = tokens.takeOperator("(");
    List<String> names = new ArrayList<>(List.of(tokens.expectName()));
    while (tokens.takeOperator(",")) {
      names.add(tokens.expectName());
    }
    if (bracketed) {
      tokens.expectOperator(")");
    }
    return names;
  }

  /** Gives the names their values; several names take the elements of the value. */
  static void assign(Scope scope, List<String> names, Object value) {
    if (names.size() == 1) {
      scope.set(names.get(0), value);
      return;
    }
    List<Object> elements = Values.elements(value);
    if (elements.size() != names.size()) {
      throw new TemplateException(
          "chat template: %d names cannot take %d values".formatted(names.size(), elements.size()));
    }
    for (int i = 0; i < names.size(); i++) {
      scope.set(names.get(i), elements.get(i));
    }
  }

  Statement set() {
    List<String> names = names(tokens);
    if (tokens.takeOperator(".")) {
      return setAttribute(names.get(0), tokens.expectName());
    }
    if (tokens.takeOperator("=")) {
      Expression value = expressions.tuple();
      tokens.expect(Kind.TAG_END);
      return (scope, rendering) -> {
        assign(scope, names, value.evaluate(scope));
        return Flow.NEXT;
      };
    }
    return setToBody(names.get(0));
  }

  private Statement setAttribute(String object, String attribute) {
    tokens.expectOperator("=");
    Expression value = expressions.tuple();
    tokens.expect(Kind.TAG_END);
    return (scope, rendering) -> {
      if (!(scope.get(object) instanceof Namespace namespace)) {
        throw new TemplateException(
            "chat template: only attributes of a namespace can be set, '" + object + "' is none");
      }
      namespace.set(attribute, value.evaluate(scope));
      return Flow.NEXT;
    };
  }

  /** {@code set name} … {@code endset}: the name takes what is rendered between. */
  private Statement setToBody(String name) {
    Expression filtered = scope -> scope.get(name);
    while (tokens.takeOperator("|")) {
      filtered = expressions.filterOf(filtered);
    }
    Expression value = filtered;
    tokens.expect(Kind.TAG_END);
    Statement body = statements.body("endset");
    return (scope, rendering) -> {
      Rendering inner = new Rendering();
      Flow flow = body.execute(scope.inner(), inner);
      Scope raw = scope.inner();
      raw.set(name, inner.text());
      scope.set(name, value.evaluate(raw));
      return flow;
    };
  }

  Statement with() {
    Map<String, Expression> variables = new LinkedHashMap<>();
    while (tokens.peek().kind() == Kind.NAME) {
      String name = tokens.expectName();
      tokens.expectOperator("=");
      variables.put(name, expressions.expression());
      tokens.takeOperator(",");
    }
    tokens.expect(Kind.TAG_END);
    Statement body = statements.body("endwith");
    return (scope, rendering) -> {
      Scope inner = scope.inner();
      variables.forEach((name, value) -> inner.set(name, value.evaluate(scope)));
      return body.execute(inner, rendering);
    };
  }
}
