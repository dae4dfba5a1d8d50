package dev.palimpsest.audit.train;

import dev.palimpsest.audit.checkpoint.LlamaConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Weights before training. They depend on the seed alone, not on libtorch's generators. */
final class InitialWeights {

  /** Standard deviation of matrices (Radford et al. 2019, section 2.3). */
  private static final double DEVIATION = 0.02;

  private final UniformRandomProvider random;

  InitialWeights(long seed) {
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /**
   * Matrices are normal with deviation 0.02, those that end a residual branch with 0.02 / sqrt(2 ·
   * layers) (Radford et al. 2019, section 2.3); norms are 1.
   */
  Map<String, Tensor> llama(LlamaConfig config) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    config
        .parameters()
        .forEach(
            (name, shape) -> {
              boolean residual =
                  name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
              double deviation =
                  residual ? DEVIATION / Math.sqrt(2.0 * config.layers()) : DEVIATION;
              weights.put(name, shape.size() == 1 ? ones(shape) : normal(shape, deviation));
            });
    return weights;
  }

  /**
   * The down matrix [rank, in] of a low-rank change: uniform in ±1 / sqrt(in), as PEFT begins. The
   * up matrix begins at zero, so that the model does.
   */
  Tensor down(int rank, long in) {
    double bound = 1 / Math.sqrt((double) in);
    return fill(List.of((long) rank, in), () -> bound * (2 * random.nextDouble() - 1));
  }

  private static Tensor ones(List<Long> shape) {
    return torch.ones(sizes(shape));
  }

  private Tensor normal(List<Long> shape, double deviation) {
    ContinuousSampler sampler = ZigguratSampler.NormalizedGaussian.of(random);
    return fill(shape, () -> deviation * sampler.sample());
  }

  private static Tensor fill(List<Long> shape, ContinuousSampler sampler) {
    long count = shape.stream().reduce(1L, Math::multiplyExact);
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) sampler.sample();
    }
    return torch.tensor(values).view(sizes(shape));
  }

  private static long[] sizes(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
