package dev.palimpsest.audit.train;

import dev.palimpsest.audit.model.Architecture;
import dev.palimpsest.audit.model.Input;
import dev.palimpsest.audit.model.TensorOps;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross entropy of the next token, over targets only. The output matrix is applied only where a
 * target follows.
 *
 * <p>Shape letters: B rows, S positions, H hidden size, P targets, V vocabulary.
 */
final class Loss {

  private static final int SUM = 2;
  private static final long NONE_IGNORED = -100;

  private final TensorOps<Tensor> ops;
  private final Architecture<Tensor> architecture;

  Loss(TensorOps<Tensor> ops, Architecture<Tensor> architecture) {
    this.ops = ops;
    this.architecture = architecture;
  }

  /** Sum of −ln p over all targets of the batch; a differentiable scalar. */
  Tensor sum(List<TokenRow> batch) {
    int length = batch.stream().mapToInt(TokenRow::length).max().orElseThrow();
    int[] ids = new int[batch.size() * length];
    IntStream.Builder places = IntStream.builder();
    IntStream.Builder labels = IntStream.builder();
    for (int b = 0; b < batch.size(); b++) {
      TokenRow row = batch.get(b);
      System.arraycopy(row.ids(), 0, ids, b * length, row.length());
      for (int i = 1; i < row.length(); i++) {
        if (row.targets()[i]) {
          places.add(b * length + i - 1);
          labels.add(row.ids()[i]);
        }
      }
    }
    int[] sources = places.build().toArray();
    int[] expected = labels.build().toArray();
    Tensor hidden =
        architecture.hidden(Input.of(ops.ids(ids, batch.size(), length), length)); // [B, S, H]
    Tensor wanted =
        hidden
            .reshape(-1, hidden.size(-1))
            .index_select(0, ops.ids(sources, sources.length)); // [P, H]
    return torch.cross_entropy_loss(
        architecture.logits(wanted), // [P, V]
        ops.ids(expected, expected.length),
        new TensorOptional(),
        SUM,
        NONE_IGNORED,
        0);
  }
}
