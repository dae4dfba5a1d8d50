package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Statement.Flow;
import dev.palimpsest.audit.chat.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code for … in … if …}, with {@code else} for a loop without a turn. */
final class LoopParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  LoopParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.statements = statements;
  }

  Statement loop() {
    List<String> names = AssignmentParser.names(tokens);
    if (!tokens.takeName("in")) {
      throw tokens.unexpected("expected in");
    }
    Expression iterated = expressions.or();
    Expression condition = tokens.takeName("if") ? expressions.expression() : scope -> true;
    tokens.expect(Kind.TAG_END); // "recursive" ends here too
    Statement body = statements.untilTag(Set.of("else", "endfor"));
    Statement otherwise = Statement.sequence(List.of());
    if (tokens.takeName("else")) {
      tokens.expect(Kind.TAG_END);
      otherwise = statements.body("endfor");
    } else {
      statements.endTag("endfor");
    }
    Statement empty = otherwise;
    return (scope, rendering) -> {
      List<Object> elements = new ArrayList<>();
      for (Object element : Values.elements(iterated.evaluate(scope))) {
        Scope turn = scope.inner();
        AssignmentParser.assign(turn, names, element);
        if (Values.isTrue(condition.evaluate(turn))) {
          elements.add(element);
        }
      }
      if (elements.isEmpty()) {
        return empty.execute(scope, rendering);
      }
      for (int i = 0; i < elements.size(); i++) {
        Scope turn = scope.inner();
        turn.set("loop", state(elements, i));
        AssignmentParser.assign(turn, names, elements.get(i));
        if (body.execute(turn, rendering) == Flow.BREAK) {
          break;
        }
      }
      return Flow.NEXT;
    };
  }

  /** The variable {@code loop}. */
  private static Map<String, Object> state(List<Object> elements, int i) {
    int size = elements.size();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("index", i + 1L);
    state.put("index0", (long) i);
    state.put("revindex", (long) size - i);
    state.put("revindex0", size - i - 1L);
    state.put("first", i == 0);
    state.put("last", i == size - 1);
    state.put("length", (long) size);
    if (i > 0) {
      state.put("previtem", elements.get(i - 1));
    }
    if (i < size - 1) {
      state.put("nextitem", elements.get(i + 1));
    }
    state.put(
        "cycle",
        (Callable) arguments -> arguments.positional().get(i % arguments.positional().size()));
    return state;
  }
}
