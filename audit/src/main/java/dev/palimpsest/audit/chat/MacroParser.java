package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Statement.Flow;
import dev.palimpsest.audit.chat.Token.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code macro}: a function whose value is what its body renders. */
final class MacroParser {
  /** Deeper than any template needs, and well above the end of the stack. */
  private static final int DEEPEST = 200;

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  MacroParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.statements = statements;
  }

  Statement macro() {
    String name = tokens.expectName();
    Map<String, Expression> parameters = parameters();
    tokens.expect(Kind.TAG_END);
    Statement body = statements.body("endmacro");
    int[] depth = {0};
    return (scope, rendering) -> {
      Callable macro =
          arguments -> {
            Scope inner = scope.inner();
            bind(inner, parameters, arguments);
            if (++depth[0] > DEEPEST) {
              throw new TemplateException(
                  "chat template: the macro '" + name + "' calls itself without end");
            }
            Rendering text = new Rendering();
            body.execute(inner, text);
            depth[0]--;
            return text.text();
          };
      scope.set(name, macro);
      return Flow.NEXT;
    };
  }

  private Map<String, Expression> parameters() {
    Map<String, Expression> parameters = new LinkedHashMap<>();
    tokens.expectOperator("(");
    while (!tokens.takeOperator(")")) {
      String name = tokens.expectName();
      parameters.put(
          name, tokens.takeOperator("=") ? expressions.expression() : scope -> new Undefined(name));
      if (!tokens.peek().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return parameters;
  }

  private static void bind(Scope scope, Map<String, Expression> parameters, Arguments arguments) {
    arguments.atMost(parameters.keySet().toArray(new String[0]));
    int i = 0;
    for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      boolean given = i < arguments.positional().size() || arguments.named().containsKey(name);
      scope.set(
          name,
          given
              ? arguments.get(i, name, new Undefined(name))
              : parameter.getValue().evaluate(scope));
      i++;
    }
  }
}
