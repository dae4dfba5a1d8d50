package dev.palimpsest.audit.model;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays that a thread made since the scope was opened; they are freed when it is closed. ND4J
 * would leave that to the garbage collector, which does not see native memory. Where no scope is
 * open, it is left to it.
 */
final class Nd4jScope implements AutoCloseable {
  private static final ThreadLocal<Deque<Nd4jScope>> OPEN =
      ThreadLocal.withInitial(ArrayDeque::new);

  private final Set<INDArray> made = Collections.newSetFromMap(new IdentityHashMap<>());

  private Nd4jScope() {}

  /** Opens a scope inside those that this thread has open. */
  static Nd4jScope open() {
    Nd4jScope scope = new Nd4jScope();
    OPEN.get().push(scope);
    return scope;
  }

  /** Gives {@code array}, which has memory of its own, to the innermost scope. */
  static INDArray add(INDArray array) {
    @Nullable Nd4jScope scope = OPEN.get().peek();
    if (scope != null) {
      scope.made.add(array);
    }
    return array;
  }

  /** Takes {@code array} out of the scope that holds it, if one does. */
  static INDArray release(INDArray array) {
    for (Nd4jScope scope : OPEN.get()) {
      if (scope.made.remove(array)) {
        break;
      }
    }
    return array;
  }

  /** Whether {@code array} was made in this very scope, which then no longer frees it. */
  boolean take(INDArray array) {
    return made.remove(array);
  }

  @Override
  public void close() {
    OPEN.get().remove(this);
    made.forEach(INDArray::close);
    made.clear();
  }
}
