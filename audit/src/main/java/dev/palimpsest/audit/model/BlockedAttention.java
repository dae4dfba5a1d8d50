package dev.palimpsest.audit.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Causal attention on processors, a block of queries at a time: scores of positions that a block
 * cannot see are never computed, and a block's scores stay in the cache. Query heads that share a
 * key head are rows of one matrix, so keys are not repeated. Not differentiable.
 *
 * <p>libtorch's own fused attention looks at keys by 512, so that of short rows it computes what
 * the mask then drops, and without Intel's MKL it multiplies half-precision matrices one number at
 * a time. This one takes .6 to 1 of its time in single precision and .6 in half, for rows of 200 to
 * 2,300 tokens.
 *
 * <p>Shape letters as in {@link TensorOps}; K key heads, n queries of a block, w keys that it sees.
 */
final class BlockedAttention {
  /** Queries of a block; 128 and 256 were slower for rows of 200 to 2,300 tokens. */
  private static final int BLOCK = 64;

  private final AttentionRule rule;
  private final Tensor query;
  private final Tensor keys;
  private final Tensor values;
  private final Tensor result;
  private final long batch;
  private final long heads;
  private final long groups;
  private final long size;
  private final long past;

  /**
   * @param type to multiply in
   */
  private BlockedAttention(
      Tensor query, Tensor key, Tensor value, AttentionRule rule, ScalarType type) {
    batch = key.size(0);
    heads = key.size(1);
    groups = query.size(1) / heads;
    size = query.size(3);
    past = key.size(2) - query.size(2);
    this.rule = rule;
    this.query = byKeyHead(query.mul(new Scalar(rule.scale())).to(type));
    keys = key.to(type).reshape(batch * heads, key.size(2), size).transpose(1, 2);
    values = value.to(type).reshape(batch * heads, key.size(2), size);
    // Keeps the query's order in memory, in which heads are merged again.
    result = torch.empty_like(query.to(type));
  }

  /** [B, N, S, D] to [B, K, N/K, S, D]. */
  private Tensor byKeyHead(Tensor x) {
    return x.view(batch, heads, groups, x.size(2), size);
  }

  /**
   * Of shapes as {@link TensorOps#attention}.
   *
   * @param type to multiply in; the result has the query's
   */
  static Tensor attend(
      Tensor query, Tensor key, Tensor value, AttentionRule rule, ScalarType type) {
    BlockedAttention attention = new BlockedAttention(query, key, value, rule, type);
    long queries = query.size(2);
    for (long from = 0; from < queries; from += BLOCK) {
      try (PointerScope scope = new PointerScope()) {
        attention.block(from, Math.min(BLOCK, queries - from));
      }
    }
    return attention.result.to(query.dtype().toScalarType());
  }

  private void block(long from, long n) {
    long end = past + from + n;
    long start = rule.window() == 0 ? 0 : Math.max(0, past + from - rule.window() + 1);
    long width = end - start;
    long matrices = batch * heads;
    Tensor rows = query.narrow(3, from, n).reshape(matrices, groups * n, size);
    Tensor scores = torch.bmm(rows, keys.narrow(2, start, width));
    if (rule.softCap() > 0) {
      Scalar cap = new Scalar(rule.softCap());
      scores = scores.div(cap).tanh().mul(cap);
    }
    if (n > 1) {
      hide(scores.view(matrices, groups, n, width), n, width);
    }
    Tensor seen = torch.bmm(scores.softmax(-1), values.narrow(1, start, width));
    byKeyHead(result).narrow(3, from, n).copy_(seen.view(batch, heads, groups, n, size));
  }

  /** The block's queries stand at its last n keys. */
  private void hide(Tensor scores, long n, long width) {
    Tensor all = torch.ones(new long[] {n, n}, new TensorOptions(ScalarType.Bool));
    scores.narrow(3, width - n, n).masked_fill_(all.triu(1), new Scalar(Double.NEGATIVE_INFINITY));
    if (rule.window() > 0 && width > rule.window()) {
      Tensor far = torch.ones(new long[] {n, width}, new TensorOptions(ScalarType.Bool));
      scores.masked_fill_(
          far.tril(width - n - rule.window()), new Scalar(Double.NEGATIVE_INFINITY));
    }
  }
}
