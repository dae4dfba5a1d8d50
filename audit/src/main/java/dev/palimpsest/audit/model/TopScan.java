package dev.palimpsest.audit.model;

/**
 * The largest values of a row and how many values exceed one of them, in one scan. Keeps a heap
 * whose least value is the bar that nearly all of a large vocabulary fails at once.
 */
final class TopScan {
  private final float[] heap; // smallest first
  private int kept;
  private int argmax;
  private int above;

  /**
   * @param size how many of the largest values are kept
   */
  TopScan(int size) {
    heap = new float[size];
  }

  /** Looks at {@code values[from … from + length)} and compares them with {@code gold}. */
  void scan(float[] values, int from, int length, float gold) {
    kept = 0;
    argmax = 0;
    above = 0;
    int first = Math.min(heap.length, length);
    for (int v = 0; v < first; v++) {
      push(values[from + v]);
    }
    float bar = heap[0];
    float max = Float.NEGATIVE_INFINITY;
    for (int v = 0; v < length; v++) {
      float value = values[from + v];
      above += value > gold ? 1 : 0;
      if (value > max) {
        max = value;
        argmax = v;
      }
      if (value > bar && v >= first) {
        heap[0] = value;
        sink();
        bar = heap[0];
      }
    }
  }

  /** Index of the first of the largest values. */
  int argmax() {
    return argmax;
  }

  /** How many values are greater than the gold one. */
  int above() {
    return above;
  }

  /** ln Σ exp(value) over the kept values. */
  double logSumExp() {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < kept; i++) {
      max = Math.max(max, heap[i]);
    }
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      sum += Math.exp(heap[i] - max);
    }
    return max + Math.log(sum);
  }

  private void push(float value) {
    int at = kept++;
    while (at > 0 && heap[(at - 1) / 2] > value) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = value;
  }

  /** Restores the heap after its least value was replaced. */
  private void sink() {
    float value = heap[0];
    int at = 0;
    for (int child = 1; child < kept; child = 2 * at + 1) {
      if (child + 1 < kept && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }
}
