package dev.palimpsest.audit.model;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Reduces logits to {@link TokenStatistics}, in single precision and a few positions at a time: the
 * working set stays in the processor's cache, and never more than that is held of a large
 * vocabulary.
 *
 * <p>Shape letters: N positions, V vocabulary.
 */
final class LibTorchStatistics {
  /** Elements that are reduced at once, 2 MiB of floats. */
  private static final long ELEMENTS = 1 << 19;

  private LibTorchStatistics() {}

  /** Where a position's values go: a row's statistics and the index in them. */
  record Target(TokenStatistics row, int position) {}

  /**
   * @param logits [N, V]
   * @param gold the token that follows each position, N long
   * @param targets where each position's values go, N long
   */
  static void compute(Tensor logits, int[] gold, Target[] targets) {
    long positions = logits.size(0);
    long step = Math.max(1, ELEMENTS / logits.size(1));
    for (long from = 0; from < positions; from += step) {
      long count = Math.min(step, positions - from);
      try (PointerScope scope = new PointerScope()) {
        reduce(logits.narrow(0, from, count).to(ScalarType.Float), gold, targets, (int) from);
      }
    }
  }

  private static void reduce(Tensor logits, int[] gold, Target[] targets, int from) {
    int count = (int) logits.size(0);
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = gold[from + i];
    }
    Tensor goldIds = torch.tensor(ids).view(count, 1);
    Tensor goldLogits = logits.gather(1, goldIds);
    Tensor above = logits.gt(goldLogits).sum(1);
    Tensor lp = torch.log_softmax(logits, 1);
    Tensor logprob = lp.gather(1, goldIds);
    T_TensorTensor_T top = lp.topk(Math.min(TokenStatistics.TOP, lp.size(1)));
    Tensor lseTop = top.get0().logsumexp(1);
    Tensor argmax = top.get1().select(1, 0);
    Tensor p = lp.exp().unsqueeze(1); // [N, 1, V]
    Tensor mean = p.bmm(lp.unsqueeze(2)).view(count, 1);
    // About the mean, not as a difference of moments: exact where the distribution is sharp.
    Tensor variance = p.bmm(lp.sub_(mean).square_().unsqueeze(2));
    float[] logprobs = floats(logprob, count);
    float[] means = floats(mean, count);
    float[] variances = floats(variance, count);
    float[] lses = floats(lseTop, count);
    long[] likeliest = longs(argmax, count);
    long[] ranks = longs(above, count);
    for (int i = 0; i < count; i++) {
      Target target = targets[from + i];
      TokenStatistics row = target.row();
      int at = target.position();
      row.logprob()[at] = Math.min(0, logprobs[i]);
      row.mean()[at] = Math.min(0, means[i]);
      row.sd()[at] = (float) Math.sqrt(variances[i]);
      row.lseTop40()[at] = Math.min(0, lses[i]);
      row.argmax()[at] = (int) likeliest[i];
      row.rank()[at] = (int) ranks[i] + 1;
    }
  }

  private static float[] floats(Tensor tensor, int count) {
    float[] values = new float[count];
    new FloatPointer(tensor.contiguous().data_ptr()).get(values);
    return values;
  }

  private static long[] longs(Tensor tensor, int count) {
    long[] values = new long[count];
    new LongPointer(tensor.contiguous().data_ptr()).get(values);
    return values;
  }
}
