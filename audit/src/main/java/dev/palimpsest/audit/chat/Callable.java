package dev.palimpsest.audit.chat;

/** A function, macro or bound method. */
@FunctionalInterface
interface Callable {
  Object call(Arguments arguments);
}
