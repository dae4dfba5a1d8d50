package dev.palimpsest.audit.model;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native library, loaded once per JVM. Operations run on the calling thread alone unless {@link
 * #threads} says otherwise: several threads that each work on a batch of their own never wait for
 * each other, threads that share one operation do.
 */
public final class LibTorch {
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private LibTorch() {}

  /** Loads the library if it is not loaded yet. */
  public static void load() {
    Native.ensureLoaded();
  }

  /**
   * How many threads share an operation that the calling thread begins: for work that has no
   * batches to spread, such as training. The number of threads of a matrix product holds for the
   * whole JVM.
   */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1. Provided value: " + threads);
    }
    load();
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** libtorch's name for a compute type. */
  public static ScalarType scalarType(ComputeType type) {
    return switch (type) {
      case FP32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
    };
  }

  /** Holder idiom: the first use of the class loads the library, under the class lock. */
  private static final class Native {
    static {
      // JavaCPP's own limit is derived from the Java heap, which says nothing about a model's size.
      if (System.getProperty(PHYSICAL_LIMIT) == null) {
        System.setProperty(PHYSICAL_LIMIT, "0");
      }
      Loader.load(openblas_nolapack.class);
      Loader.load(torch.class);
      openblas_nolapack.blas_set_num_threads(1);
    }

    static void ensureLoaded() {}
  }
}
