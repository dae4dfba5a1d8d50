package dev.palimpsest.audit.chat;

/** Something that has a value; see {@link Values} for what values are. */
@FunctionalInterface
interface Expression {
  Object evaluate(Scope scope);
}
