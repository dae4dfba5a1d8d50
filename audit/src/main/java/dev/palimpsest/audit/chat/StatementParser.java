package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Statement.Flow;
import dev.palimpsest.audit.chat.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A template as statements: text, output and tags. */
final class StatementParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final LoopParser loops;
  private final MacroParser macros;
  private final AssignmentParser assignments;

  private StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.loops = new LoopParser(tokens, expressions, this);
    this.macros = new MacroParser(tokens, expressions, this);
    this.assignments = new AssignmentParser(tokens, expressions, this);
  }

  static Statement parse(List<Token> tokens) {
    StatementParser parser = new StatementParser(new TokenStream(tokens));
    Statement all = parser.untilTag(Set.of());
    if (parser.tokens.peek().kind() != Kind.END) {
      throw parser.tokens.unexpected("expected a tag that begins something");
    }
    return all;
  }

  /** The statements up to the first tag of {@code ends}, whose name is the next token then. */
  Statement untilTag(Set<String> ends) {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      boolean ended =
          token.kind() == Kind.END
              || (token.kind() == Kind.TAG_BEGIN && ends.contains(tokens.peekSecond().text()));
      if (ended) {
        if (!ends.isEmpty()) {
          tokens.expect(Kind.TAG_BEGIN);
        }
        return Statement.sequence(statements);
      }
      statements.add(statement(tokens.next()));
    }
  }

  /** The statements up to {@code end}, which is taken whole. */
  Statement body(String end) {
    Statement body = untilTag(Set.of(end));
    endTag(end);
    return body;
  }

  /** Takes the rest of a tag of which only its name is left. */
  void endTag(String name) {
    if (!tokens.takeName(name)) {
      throw tokens.unexpected("expected " + name);
    }
    if (name.equals("endmacro") && tokens.peek().kind() == Kind.NAME) {
      tokens.next();
    }
    tokens.expect(Kind.TAG_END);
  }

  private Statement statement(Token token) {
    return switch (token.kind()) {
      case TEXT ->
          (scope, rendering) -> {
            rendering.append(token.text());
            return Flow.NEXT;
          };
      case OUTPUT_BEGIN -> {
        Expression value = expressions.tuple();
        tokens.expect(Kind.OUTPUT_END);
        yield (scope, rendering) -> {
          rendering.append(Text.of(value.evaluate(scope)));
          return Flow.NEXT;
        };
      }
      case TAG_BEGIN -> tag(tokens.expect(Kind.NAME));
      case OUTPUT_END, TAG_END, NAME, STRING, INTEGER, FLOAT, OPERATOR, END ->
          throw TemplateException.at(token.line(), "unexpected " + token.kind());
    };
  }

  private Statement tag(Token name) {
    return switch (name.text()) {
      case "if" -> condition();
      case "for" -> loops.loop();
      case "break" -> jump(Flow.BREAK);
      case "continue" -> jump(Flow.CONTINUE);
      case "set" -> assignments.set();
      case "with" -> assignments.with();
      case "macro" -> macros.macro();
      case "generation" -> generation();
      case "filter" -> filter();
      default ->
          throw TemplateException.at(
              name.line(), "the tag '" + name.text() + "' is not supported here");
    };
  }

  private Statement condition() {
    Expression condition = expressions.tuple();
    tokens.expect(Kind.TAG_END);
    Statement then = untilTag(Set.of("elif", "else", "endif"));
    Statement otherwise = Statement.sequence(List.of());
    if (tokens.takeName("elif")) {
      otherwise = condition();
    } else if (tokens.takeName("else")) {
      tokens.expect(Kind.TAG_END);
      otherwise = body("endif");
    } else {
      endTag("endif");
    }
    Statement rest = otherwise;
    return (scope, rendering) ->
        Values.isTrue(condition.evaluate(scope))
            ? then.execute(scope, rendering)
            : rest.execute(scope, rendering);
  }

  private Statement jump(Flow flow) {
    tokens.expect(Kind.TAG_END);
    return (scope, rendering) -> flow;
  }

  /** What stands inside is what the assistant writes. */
  private Statement generation() {
    tokens.expect(Kind.TAG_END);
    Statement body = body("endgeneration");
    return (scope, rendering) -> {
      int start = rendering.length();
      Flow flow = body.execute(scope, rendering);
      rendering.markGenerated(start);
      return flow;
    };
  }

  private Statement filter() {
    String input = "the body of a filter tag";
    Expression filtered = expressions.filterOf(scope -> scope.get(input));
    tokens.expect(Kind.TAG_END);
    Statement body = body("endfilter");
    return (scope, rendering) -> {
      Rendering inner = new Rendering();
      Flow flow = body.execute(scope.inner(), inner);
      Scope filterScope = scope.inner();
      filterScope.set(input, inner.text());
      rendering.append(Text.of(filtered.evaluate(filterScope)));
      return flow;
    };
  }
}
