package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The operations in libtorch, differentiable by its autograd. Results belong to the innermost open
 * {@link PointerScope} of the calling thread, or to the garbage collector where there is none.
 *
 * <p>Shape letters as in {@link TensorOps}.
 */
public final class LibTorchOps implements TensorOps<Tensor> {
  /** From so many rows on, widening the weights costs less than it saves. */
  private static final long WIDENED_ROWS = 64;

  /** Weights that are widened at once, 64 MiB. */
  private static final long WIDENED_ELEMENTS = 1 << 24;

  private final ScalarType type;
  private final org.bytedeco.pytorch.Device device;

  /** Operations on the processor. */
  public LibTorchOps(ComputeType type) {
    this(type, Device.CPU);
  }

  /**
   * Operations on {@code device}, where all their operands must be.
   *
   * @throws DeviceException if this build or this machine has no such device
   */
  public LibTorchOps(ComputeType type, Device device) {
    this.device = LibTorch.device(device);
    this.type = LibTorch.scalarType(type);
  }

  /** Where the operations compute. */
  org.bytedeco.pytorch.Device device() {
    return device;
  }

  @Override
  public Tensor floats(float[] values, long... shape) {
    return torch.tensor(values).to(device, type).view(shape);
  }

  @Override
  public Tensor ids(int[] values, long... shape) {
    return torch.tensor(values).to(device, ScalarType.Long).view(shape);
  }

  @Override
  public Tensor embedding(Tensor table, Tensor ids) {
    return torch.embedding(table, ids);
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    boolean widened =
        type == ScalarType.BFloat16
            && !Processor.multipliesHalfFaster()
            && InferenceMode.is_enabled()
            && x.is_cpu()
            && x.numel() / x.size(-1) >= WIDENED_ROWS;
    if (widened) {
      return widenedLinear(x, weight, bias);
    }
    return bias == null ? torch.linear(x, weight) : torch.linear(x, weight, bias);
  }

  /**
   * The same in single precision, rounded at the end as half-precision products are. Weights are
   * widened a block at a time: there is never a second copy of them.
   */
  private Tensor widenedLinear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Tensor wide = x.to(ScalarType.Float);
    long outputs = weight.size(0);
    long step = Math.max(1, WIDENED_ELEMENTS / weight.size(1));
    List<Tensor> parts = new ArrayList<>();
    for (long from = 0; from < outputs; from += step) {
      long start = from;
      long count = Math.min(step, outputs - from);
      parts.add(
          confine(
              () -> {
                Tensor block = weight.narrow(0, start, count).to(ScalarType.Float);
                Tensor product =
                    bias == null
                        ? torch.linear(wide, block)
                        : torch.linear(
                            wide, block, bias.narrow(0, start, count).to(ScalarType.Float));
                return product.to(type);
              }));
    }
    return parts.size() == 1
        ? parts.get(0)
        : torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), -1);
  }

  @Override
  public Tensor transpose(Tensor matrix) {
    return matrix.t();
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return a.mul(b);
  }

  @Override
  public Tensor affine(Tensor x, double factor, double offset) {
    Tensor scaled = factor == 1 ? x : x.mul(new Scalar(factor));
    return offset == 0 ? scaled : scaled.add(new Scalar(offset));
  }

  @Override
  public Tensor activate(Activation function, Tensor x) {
    return switch (function) {
      case SILU -> torch.silu(x);
      case GELU -> torch.gelu(x, "none");
      case GELU_TANH -> torch.gelu(x, "tanh");
      case RELU -> torch.relu(x);
    };
  }

  @Override
  public Tensor rmsNorm(Tensor x, Tensor weight, double shift, double epsilon) {
    long[] axis = {x.size(-1)};
    DoubleOptional added = new DoubleOptional(epsilon);
    if (shift == 0) {
      return torch.rms_norm(x, axis, new TensorOptional(weight), added);
    }
    // Near the shift the compute type is too coarse for the weight.
    Tensor sum = weight.to(ScalarType.Float).add(new Scalar(shift));
    return torch.rms_norm(x.to(ScalarType.Float), axis, new TensorOptional(sum), added).to(type);
  }

  @Override
  public Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
    return torch.layer_norm(
        x,
        new long[] {x.size(-1)},
        new TensorOptional(weight),
        new TensorOptional(bias),
        epsilon,
        false);
  }

  @Override
  public Tensor softCap(Tensor x, double cap) {
    return x.div(new Scalar(cap)).tanh().mul(new Scalar(cap));
  }

  @Override
  public Tensor slice(Tensor x, long from, long to) {
    return x.narrow(-1, from, to - from);
  }

  @Override
  public Tensor concatenate(Tensor a, Tensor b, int axis) {
    return torch.cat(new TensorVector(a, b), axis);
  }

  @Override
  public Tensor splitHeads(Tensor x, int heads) {
    return x.view(x.size(0), x.size(1), heads, -1).transpose(1, 2);
  }

  @Override
  public Tensor mergeHeads(Tensor x) {
    return x.transpose(1, 2).reshape(x.size(0), x.size(2), -1);
  }

  @Override
  public Tensor rotate(Tensor x, Tensor cosine, Tensor sine) {
    long half = x.size(-1) / 2;
    Tensor turned = concatenate(x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half), -1);
    return torch.addcmul(x.mul(cosine), turned, sine);
  }

  @Override
  public Tensor attention(Tensor query, Tensor key, Tensor value, AttentionRule rule) {
    if (query.is_cpu() && InferenceMode.is_enabled()) {
      return BlockedAttention.attend(query, key, value, rule, fasterType());
    }
    long groups = query.size(1) / key.size(1);
    Tensor k = repeatHeads(key, groups);
    Tensor v = repeatHeads(value, groups);
    long queries = query.size(2);
    long positions = key.size(2);
    boolean allSeen = rule.window() == 0 || rule.window() >= positions;
    if (rule.softCap() > 0) {
      Tensor scores = torch.matmul(query, k.transpose(-2, -1)).mul(new Scalar(rule.scale()));
      Tensor masked = softCap(scores, rule.softCap()).add(mask(queries, positions, rule.window()));
      return torch.matmul(masked.softmax(-1), v);
    }
    boolean square = queries == positions;
    Tensor mask =
        allSeen && (square || queries == 1)
            ? new Tensor()
            : mask(queries, positions, rule.window());
    return fused(query, k, v, mask, allSeen && square, rule.scale());
  }

  /** The type in which the processor multiplies faster what is in the compute type. */
  private ScalarType fasterType() {
    return type == ScalarType.BFloat16 && !Processor.multipliesHalfFaster()
        ? ScalarType.Float
        : type;
  }

  /**
   * Attention in single precision where the processor works in half: libtorch without Intel's MKL
   * multiplies half-precision matrices inside its fused attention one number at a time.
   *
   * @param mask undefined for none
   */
  private Tensor fused(
      Tensor query, Tensor key, Tensor value, Tensor mask, boolean causal, double scale) {
    ScalarType inner = query.is_cpu() ? ScalarType.Float : type;
    return torch
        .scaled_dot_product_attention(
            query.to(inner),
            key.to(inner),
            value.to(inner),
            mask.defined() ? new TensorOptional(mask.to(inner)) : new TensorOptional(),
            0,
            causal,
            new DoubleOptional(scale),
            false)
        .to(type);
  }

  @Override
  public Tensor confine(Supplier<Tensor> body) {
    Tensor result;
    try (PointerScope inner = new PointerScope()) {
      result = body.get();
      result.retainReference();
    }
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      outer.attach(result);
      result.releaseReference();
    }
    return result;
  }

  /** [B, K, L, D] to [B, K·groups, L, D], every head repeated next to itself. */
  private static Tensor repeatHeads(Tensor x, long groups) {
    if (groups == 1) {
      return x;
    }
    return x.unsqueeze(2)
        .expand(x.size(0), x.size(1), groups, x.size(2), x.size(3))
        .reshape(x.size(0), x.size(1) * groups, x.size(2), x.size(3));
  }

  /** [S, L], 0 where the query may look and −∞ elsewhere. */
  private Tensor mask(long queries, long positions, int window) {
    long past = positions - queries;
    Tensor seen = torch.ones(new long[] {queries, positions}, on(ScalarType.Bool)).tril(past);
    if (window > 0) {
      seen = seen.triu(past - window + 1);
    }
    return torch
        .zeros(new long[] {queries, positions}, on(type))
        .masked_fill(seen.logical_not(), new Scalar(Double.NEGATIVE_INFINITY));
  }

  private TensorOptions on(ScalarType elements) {
    return new TensorOptions(elements).device(new DeviceOptional(device));
  }
}
