package dev.palimpsest.audit.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Attention one key head at a time: the query heads that it serves stand next to each other, so
 * that their scores are one matrix product, and only theirs are held.
 *
 * <p>Shape letters: B rows, N query heads, K key heads, G = N / K, S positions of this call, L
 * positions attended to, D head size.
 */
final class Nd4jAttention {
  private final INDArray query;
  private final INDArray key;
  private final INDArray value;
  private final AttentionRule rule;
  private final long keyHeads;
  private final long groups;
  private final long positions;
  private final long seen;
  private final long size;

  Nd4jAttention(INDArray query, INDArray key, INDArray value, AttentionRule rule) {
    this.query = query;
    this.key = key;
    this.value = value;
    this.rule = rule;
    this.keyHeads = key.size(1);
    this.groups = query.size(1) / keyHeads;
    this.positions = query.size(2);
    this.seen = key.size(2);
    this.size = query.size(3);
  }

  /** [B, N, S, D]. */
  INDArray compute() {
    long all = query.size(0) * keyHeads;
    INDArray result = Nd4jOps.empty(query.shape());
    INDArray queries = Nd4jOps.view(query, all, groups * positions, size);
    INDArray keys = Nd4jOps.view(key, all, seen, size);
    INDArray values = Nd4jOps.view(value, all, seen, size);
    INDArray results = Nd4jOps.view(result, all, groups * positions, size);
    try (Nd4jScope scope = Nd4jScope.open()) {
      INDArray scores = Nd4jOps.empty(groups * positions, seen);
      INDArray mask = positions == 1 && rule.window() == 0 ? null : mask();
      for (long head = 0; head < all; head++) {
        Nd4j.gemm(
            Nd4jOps.part(keys, head),
            Nd4jOps.part(queries, head),
            scores.transpose(),
            false,
            true,
            rule.scale(),
            0);
        if (rule.softCap() > 0) {
          Transforms.tanh(scores.divi(rule.softCap()), false).muli(rule.softCap());
        }
        if (mask != null) {
          Nd4jOps.view(scores, groups, positions * seen).addiRowVector(mask);
        }
        Nd4j.exec(new SoftMax(scores, scores, -1));
        Nd4j.gemm(
            Nd4jOps.part(values, head),
            scores,
            Nd4jOps.part(results, head).transpose(),
            true,
            true,
            1,
            0);
      }
    }
    return result;
  }

  /** [S · L], 0 where the query may look and −∞ elsewhere. */
  private INDArray mask() {
    float[] mask = new float[Math.toIntExact(positions * seen)];
    for (int s = 0; s < positions; s++) {
      long last = seen - positions + s;
      long first = rule.window() == 0 ? 0 : last - rule.window() + 1;
      for (int l = 0; l < seen; l++) {
        if (l < first || l > last) {
          mask[(int) (s * seen + l)] = Float.NEGATIVE_INFINITY;
        }
      }
    }
    return Nd4jScope.add(Nd4j.createFromArray(mask));
  }
}
