package dev.palimpsest.audit.model;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The native library, loaded once per JVM. */
public final class LibTorch {
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private LibTorch() {}

  /** Loads the library if it is not loaded yet. */
  public static void load() {
    Native.ensureLoaded();
  }

  /** Threads that one operation uses; for the whole JVM. */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1. Provided value: " + threads);
    }
    load();
    torch.set_num_threads(threads);
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
      Loader.load(torch.class);
    }

    static void ensureLoaded() {}
  }
}
