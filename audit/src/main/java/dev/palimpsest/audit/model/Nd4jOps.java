package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Activation;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The operations in ND4J, in single precision and without differentiation. Every result has memory
 * of its own, in row-major order, that the innermost {@link Nd4jScope} of the thread frees; the one
 * exception is {@link #transpose}, which looks at its operand's.
 *
 * <p>Matrices are multiplied into outputs that ND4J sees in column-major order: into others it
 * multiplies into a copy, four times slower. ND4J's own normalizations and its GELU are not used:
 * the first fail their shape check on matrices, the second is x · sigmoid(1.702 x).
 *
 * <p>Shape letters as in {@link TensorOps}; M stands for the product of all axes but the last.
 */
public final class Nd4jOps implements TensorOps<INDArray> {

  @Override
  public INDArray floats(float[] values, long... shape) {
    return Nd4jScope.add(Nd4j.create(values, shape, 'c'));
  }

  @Override
  public INDArray ids(int[] values, long... shape) {
    INDArray flat = Nd4j.createFromArray(values);
    if (shape.length == 1) {
      return Nd4jScope.add(flat);
    }
    try {
      return Nd4jScope.add(view(flat, shape).dup('c'));
    } finally {
      flat.close();
    }
  }

  @Override
  public INDArray embedding(INDArray table, INDArray ids) {
    long[] shape = Arrays.copyOf(ids.shape(), ids.rank() + 1);
    shape[ids.rank()] = table.size(1);
    INDArray rows = empty(shape); // [… , H]
    Nd4j.pullRows(table, matrix(rows), 1, ids.data().asInt());
    return rows;
  }

  @Override
  public INDArray linear(INDArray x, INDArray weight, @Nullable INDArray bias) {
    long[] shape = x.shape().clone();
    shape[shape.length - 1] = weight.size(0);
    INDArray result = empty(shape);
    INDArray rows = matrix(result); // [M, out]
    Nd4j.gemm(weight, matrix(x), rows.transpose(), false, true, 1, 0);
    if (bias != null) {
      rows.addiRowVector(bias);
    }
    return result;
  }

  @Override
  public INDArray transpose(INDArray matrix) {
    return matrix.transpose();
  }

  @Override
  public INDArray add(INDArray a, INDArray b) {
    return Nd4jScope.add(a.add(b));
  }

  @Override
  public INDArray multiply(INDArray a, INDArray b) {
    return Nd4jScope.add(a.mul(b));
  }

  @Override
  public INDArray affine(INDArray x, double factor, double offset) {
    INDArray scaled = Nd4jScope.add(x.mul(factor));
    return offset == 0 ? scaled : scaled.addi(offset);
  }

  @Override
  public INDArray activate(Activation function, INDArray x) {
    return switch (function) {
      case SILU -> Nd4jScope.add(Transforms.sigmoid(x, true)).muli(x);
      case GELU -> gelu(x);
      case GELU_TANH -> geluByTanh(x);
      case RELU -> Nd4jScope.add(Transforms.relu(x, true));
    };
  }

  /** x · (1 + erf(x / √2)) / 2. */
  private static INDArray gelu(INDArray x) {
    INDArray result = Nd4jScope.add(x.mul(Math.sqrt(0.5)));
    return Nd4j.exec(new Erf(result, result)).addi(1).muli(x).muli(0.5);
  }

  /** x · (1 + tanh(√(2/π) · (x + .044715 x³))) / 2. */
  private static INDArray geluByTanh(INDArray x) {
    INDArray result = Nd4jScope.add(x.mul(x));
    result.muli(0.044715).addi(1).muli(x).muli(Math.sqrt(2 / Math.PI));
    return Transforms.tanh(result, false).addi(1).muli(x).muli(0.5);
  }

  @Override
  public INDArray rmsNorm(INDArray x, INDArray weight, double shift, double epsilon) {
    INDArray result = copy(x);
    normalize(matrix(result), epsilon);
    INDArray factor = shift == 0 ? weight : Nd4jScope.add(weight.add(shift));
    matrix(result).muliRowVector(factor);
    return result;
  }

  @Override
  public INDArray layerNorm(INDArray x, INDArray weight, INDArray bias, double epsilon) {
    INDArray result = copy(x);
    INDArray rows = matrix(result); // [M, H]
    rows.subiColumnVector(Nd4jScope.add(rows.mean(1)));
    normalize(rows, epsilon);
    rows.muliRowVector(weight).addiRowVector(bias);
    return result;
  }

  /** Divides every row by sqrt(mean(row²) + epsilon). */
  private static void normalize(INDArray rows, double epsilon) {
    INDArray norms = Nd4jScope.add(rows.norm2(1)); // [M]
    norms.muli(norms).divi(rows.size(1)).addi(epsilon);
    rows.diviColumnVector(Transforms.sqrt(norms, false));
  }

  @Override
  public INDArray softCap(INDArray x, double cap) {
    return Transforms.tanh(Nd4jScope.add(x.div(cap)), false).muli(cap);
  }

  @Override
  public INDArray slice(INDArray x, long from, long to) {
    INDArray rows = matrix(x).get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    long[] shape = x.shape().clone();
    shape[shape.length - 1] = to - from;
    INDArray result = empty(shape);
    matrix(result).assign(rows);
    return result;
  }

  @Override
  public INDArray concatenate(INDArray a, INDArray b, int axis) {
    int along = axis < 0 ? axis + a.rank() : axis;
    long[] shape = a.shape().clone();
    shape[along] += b.size(along);
    INDArray result = empty(shape);
    Nd4j.exec(
        DynamicCustomOp.builder("concat")
            .addInputs(a, b)
            .addOutputs(result)
            .addIntegerArguments(along)
            .build());
    return result;
  }

  @Override
  public INDArray splitHeads(INDArray x, int heads) {
    long size = x.size(2) / heads;
    INDArray result = empty(x.size(0), heads, x.size(1), size);
    return result.assign(view(x, x.size(0), x.size(1), heads, size).permute(0, 2, 1, 3));
  }

  @Override
  public INDArray mergeHeads(INDArray x) {
    INDArray result = empty(x.size(0), x.size(2), x.size(1) * x.size(3));
    view(result, x.size(0), x.size(2), x.size(1), x.size(3)).assign(x.permute(0, 2, 1, 3));
    return result;
  }

  @Override
  public INDArray rotate(INDArray x, INDArray cosine, INDArray sine) {
    long half = x.size(3) / 2;
    long heads = x.size(0) * x.size(1);
    INDArray turned = empty(x.shape());
    INDArray from = matrix(x);
    INDArray to = matrix(turned);
    INDArrayIndex first = NDArrayIndex.interval(0, half);
    INDArrayIndex second = NDArrayIndex.interval(half, 2 * half);
    to.get(NDArrayIndex.all(), second).assign(from.get(NDArrayIndex.all(), first));
    to.get(NDArrayIndex.all(), first).assign(from.get(NDArrayIndex.all(), second)).negi();
    // A head's positions stand in one row, as the angles do: a row vector is ND4J's fast stretch.
    INDArray result = copy(x);
    long row = x.size(2) * x.size(3);
    view(result, heads, row).muliRowVector(view(cosine, row));
    view(turned, heads, row).muliRowVector(view(sine, row));
    return result.addi(turned);
  }

  @Override
  public INDArray attention(INDArray query, INDArray key, INDArray value, AttentionRule rule) {
    return new Nd4jAttention(query, key, value, rule).compute();
  }

  @Override
  public INDArray confine(Supplier<INDArray> body) {
    INDArray result;
    try (Nd4jScope scope = Nd4jScope.open()) {
      result = body.get();
      if (!scope.take(result)) {
        return result;
      }
    }
    return Nd4jScope.add(result);
  }

  /** Memory for a result, of the innermost scope. */
  static INDArray empty(long... shape) {
    return Nd4jScope.add(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
  }

  /** [… , H] as [M, H], on the same memory. */
  static INDArray matrix(INDArray x) {
    return x.rank() == 2 ? x : view(x, x.length() / x.size(-1), x.size(-1));
  }

  /** {@code x} in another shape, on the same memory. */
  static INDArray view(INDArray x, long... shape) {
    // reshape(char, long...) is not found by the compiler: it prefers reshape(long...).
    return x.reshape('c', shape);
  }

  private static INDArray copy(INDArray x) {
    return Nd4jScope.add(x.dup('c'));
  }

  /** The matrix {@code x[index]} of {@code x}, which has three axes. */
  static INDArray part(INDArray x, long index) {
    return x.get(NDArrayIndex.point(index), NDArrayIndex.all(), NDArrayIndex.all());
  }
}
