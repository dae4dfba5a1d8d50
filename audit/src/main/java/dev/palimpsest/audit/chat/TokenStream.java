package dev.palimpsest.audit.chat;

import dev.palimpsest.audit.chat.Token.Kind;
import java.util.List;

/** Tokens, read one after the other. */
final class TokenStream {
  private final List<Token> tokens;
  private int at;

  TokenStream(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    return peek().kind() == Kind.END ? peek() : tokens.get(at++);
  }

  /** Takes the operator if it comes next. */
  boolean takeOperator(String operator) {
    boolean taken = peek().isOperator(operator);
    at += taken ? 1 : 0;
    return taken;
  }

  /** Takes the name if it comes next. */
  boolean takeName(String name) {
    boolean taken = peek().isName(name);
    at += taken ? 1 : 0;
    return taken;
  }

  void expectOperator(String operator) {
    if (!takeOperator(operator)) {
      throw unexpected("expected " + operator);
    }
  }

  String expectName() {
    return expect(Kind.NAME).text();
  }

  Token expect(Kind kind) {
    if (peek().kind() != kind) {
      throw unexpected("expected " + kind);
    }
    return next();
  }

  TemplateException unexpected(String wanted) {
    Token token = peek();
    String found = token.kind() == Kind.STRING ? "a string" : token.kind() + " " + token.text();
    return TemplateException.at(token.line(), wanted + ", found " + found.strip());
  }
}
