package dev.palimpsest.audit.model;

import dev.palimpsest.audit.model.Positions.Target;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
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

  private static final long[] LAST = {-1};

  private LibTorchStatistics() {}

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
        Tensor part = logits.narrow(0, from, count).to(ScalarType.Float);
        if (logits.device().is_cpu()) {
          reduce(part, gold, targets, (int) from);
        } else {
          reduceInPlace(part, gold, targets, (int) from);
        }
      }
    }
  }

  private static void reduce(Tensor logits, int[] gold, Target[] targets, int from) {
    int count = (int) logits.size(0);
    int vocabulary = (int) logits.size(1);
    // libtorch's own log_softmax adds 256,000 floats one by one and is 3e-4 off; sum() adds in
    // pairs.
    Tensor lp = logits.sub(logits.amax(LAST, true)); // [N, V]
    Tensor p = lp.exp();
    Tensor total = p.sum(LAST, true, null); // [N, 1]
    lp.sub_(total.log());
    p.div_(total);
    float[] logprobs = floats(lp);
    Tensor mean = p.mul(lp).sum(LAST, true, null);
    float[] means = floats(mean);
    // About the mean, not as a difference of moments: exact where the distribution is sharp.
    float[] variances = floats(lp.sub_(mean).square_().mul_(p).sum(LAST, true, null));
    TopScan top = new TopScan(Math.min(TokenStatistics.TOP, vocabulary));
    for (int i = 0; i < count; i++) {
      TokenStatistics row = targets[from + i].row();
      int at = targets[from + i].position();
      float logprob = logprobs[i * vocabulary + gold[from + i]];
      if (Float.isNaN(means[i])) {
        continue; // a score that is no number: the model says nothing about this position
      }
      top.scan(logprobs, i * vocabulary, vocabulary, logprob);
      row.logprob()[at] = Math.min(0, logprob);
      row.mean()[at] = Math.min(0, means[i]);
      row.sd()[at] = (float) Math.sqrt(variances[i]);
      row.lseTop40()[at] = (float) Math.min(0, top.logSumExp());
      row.argmax()[at] = top.argmax();
      row.rank()[at] = top.above() + 1;
    }
  }

  /**
   * The same as {@link #reduce} with operations of libtorch alone: six numbers of a position leave
   * the device, and not its vocabulary. Ties of the likeliest token may fall differently.
   */
  static void reduceInPlace(Tensor logits, int[] gold, Target[] targets, int from) {
    int count = (int) logits.size(0);
    long kept = Math.min(TokenStatistics.TOP, logits.size(1));
    Tensor wanted =
        torch
            .tensor(Arrays.copyOfRange(gold, from, from + count))
            .to(logits.device(), ScalarType.Long)
            .view(count, 1);
    Tensor lp = logits.sub(logits.amax(LAST, true)); // [N, V]
    Tensor p = lp.exp();
    Tensor total = p.sum(LAST, true, null); // [N, 1]
    lp.sub_(total.log());
    p.div_(total);
    Tensor own = lp.gather(1, wanted); // [N, 1]
    Tensor mean = p.mul(lp).sum(LAST, true, null);
    float[] variances = floats(lp.sub(mean).square_().mul_(p).sum(LAST, true, null));
    float[] logprobs = floats(own);
    float[] means = floats(mean);
    float[] tops = floats(lp.topk(kept).get0().logsumexp(LAST));
    // Both fit a float without loss: vocabularies have fewer than 2²⁴ tokens.
    float[] likeliest = floats(lp.argmax(new LongOptional(1), false).to(ScalarType.Float));
    float[] above = floats(lp.gt(own).sum(LAST, true, null).to(ScalarType.Float));
    for (int i = 0; i < count; i++) {
      if (Float.isNaN(means[i])) {
        continue;
      }
      TokenStatistics row = targets[from + i].row();
      int at = targets[from + i].position();
      row.logprob()[at] = Math.min(0, logprobs[i]);
      row.mean()[at] = Math.min(0, means[i]);
      row.sd()[at] = (float) Math.sqrt(variances[i]);
      row.lseTop40()[at] = Math.min(0, tops[i]);
      row.argmax()[at] = (int) likeliest[i];
      row.rank()[at] = (int) above[i] + 1;
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    new FloatPointer(tensor.cpu().contiguous().data_ptr()).get(values);
    return values;
  }
}
