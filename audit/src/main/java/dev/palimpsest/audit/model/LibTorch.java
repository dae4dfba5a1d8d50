package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.StorageType;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * The native library, loaded once per JVM. Operations run on the calling thread alone unless {@link
 * #threads} says otherwise: several threads that each work on a batch of their own never wait for
 * each other, threads that share one operation do.
 */
public final class LibTorch {
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  /** Few, and of use until the JVM ends: they belong to no scope. */
  private static final Map<Device, org.bytedeco.pytorch.Device> DEVICES = new ConcurrentHashMap<>();

  private static final String CUDA_LIBRARY =
      "/org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so";

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

  /**
   * Whether the class path has the build of libtorch for CUDA (Maven profile {@code cuda}); loads
   * nothing.
   */
  public static boolean builtForCuda() {
    return LibTorch.class.getResource(CUDA_LIBRARY) != null;
  }

  /**
   * Makes the device ready.
   *
   * @return libtorch's name for it
   * @throws DeviceException if this build or this machine has no such device
   */
  static org.bytedeco.pytorch.Device device(Device device) {
    load();
    return DEVICES.computeIfAbsent(
        device,
        wanted -> {
          org.bytedeco.pytorch.Device made =
              switch (wanted.kind()) {
                case CPU -> new org.bytedeco.pytorch.Device(torch.DeviceType.CPU);
                case CUDA -> cuda(wanted);
              };
          made.retainReference();
          return made;
        });
  }

  private static org.bytedeco.pytorch.Device cuda(Device device) {
    requireBuiltForCuda(device);
    try {
      // Loads CUDA's own libraries, and registers its kernels with libtorch.
      Loader.load(torch_cuda.class);
    } catch (UnsatisfiedLinkError e) {
      throw new DeviceException(
          "%s cannot be used: CUDA's libraries cannot be loaded (%s). Install CUDA 13 with cuDNN 9, or use cluster/Dockerfile."
              .formatted(device, String.valueOf(e.getMessage()).replaceAll("\\R", " ")),
          e);
    }
    int count = Byte.toUnsignedInt(torch_cuda.device_count());
    if (device.index() >= count) {
      throw new DeviceException(
          "%s is not there: this process sees %d GPU(s). See nvidia-smi and CUDA_VISIBLE_DEVICES."
              .formatted(device, count));
    }
    return new org.bytedeco.pytorch.Device(torch.DeviceType.CUDA, (byte) device.index());
  }

  /**
   * @throws DeviceException if {@code device} is a graphics card and the class path has the build
   *     of libtorch for processors
   */
  static void requireBuiltForCuda(Device device) {
    if (device.kind() == Device.Kind.CUDA && !builtForCuda()) {
      throw new DeviceException(
          "%s was asked for, but this build computes on the processor alone. Build with mvn -Pcuda package (Linux x86_64)."
              .formatted(device));
    }
  }

  /**
   * Copies stored numbers to {@code [first, first + count)} of {@code flat}, in its type.
   *
   * @param flat of one dimension
   * @param piece count numbers of {@code type}, in native memory
   */
  public static void copy(ByteBuffer piece, StorageType type, Tensor flat, long first) {
    long count = piece.remaining() / type.bytes();
    try (PointerScope scope = new PointerScope()) {
      TensorOptions options = new TensorOptions(scalarType(type));
      Tensor stored = torch.from_blob(new BytePointer(piece), new long[] {count}, options);
      flat.narrow(0, first, count).copy_(stored);
    } finally {
      // Neither pointer nor tensor keeps the buffer, and a mapped one is unmapped when collected.
      Reference.reachabilityFence(piece);
    }
  }

  private static ScalarType scalarType(StorageType type) {
    return switch (type) {
      case F32 -> ScalarType.Float;
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case F64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL, F8_E4M3, F8_E5M2 ->
          throw new IllegalStateException("parameters are never stored as " + type);
    };
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
