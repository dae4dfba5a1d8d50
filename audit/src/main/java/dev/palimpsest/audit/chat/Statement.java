package dev.palimpsest.audit.chat;

import java.util.List;

/** Something that writes text or sets variables. */
@FunctionalInterface
interface Statement {

  /** Where to go on after a statement. */
  enum Flow {
    /** With the next statement. */
    NEXT,
    /** Behind the innermost loop. */
    BREAK,
    /** With the next turn of the innermost loop. */
    CONTINUE
  }

  Flow execute(Scope scope, Rendering rendering);

  /** The statements one after the other. */
  static Statement sequence(List<Statement> statements) {
    List<Statement> all = List.copyOf(statements);
    return (scope, rendering) -> {
      for (Statement statement : all) {
        Flow flow = statement.execute(scope, rendering);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    };
  }
}
