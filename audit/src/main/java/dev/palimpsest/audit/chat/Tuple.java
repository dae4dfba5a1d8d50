package dev.palimpsest.audit.chat;

import java.util.AbstractList;
import java.util.List;

/** A list that is written with round brackets. */
final class Tuple extends AbstractList<Object> {
  private final List<Object> elements;

  private Tuple(List<Object> elements) {
    this.elements = elements;
  }

  static Tuple of(Object... elements) {
    return new Tuple(List.of(elements));
  }

  static Tuple copyOf(List<Object> elements) {
    return new Tuple(List.copyOf(elements));
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
