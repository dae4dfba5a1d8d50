package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.StorageType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's native library: where it computes, with how many threads, and what goes in and out. */
final class Nd4jBackend {
  /**
   * The newest card that nd4j-cuda-11.6 has code for; it has none that newer ones could compile.
   */
  private static final int NEWEST_CAPABILITY = 86;

  private static final int OLDEST_CAPABILITY = 37;

  private static final String CUDA_BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  /** Numbers that are converted at once, 4 MiB. */
  private static final int PIECE = 1 << 20;

  private Nd4jBackend() {}

  /** Which of its libraries the class path has; loads nothing. */
  private static boolean builtForCuda() {
    return Nd4jBackend.class.getResource(CUDA_BACKEND) != null;
  }

  /**
   * @throws DeviceException if the class path has ND4J's library for the other kind of device
   */
  static void requireBuiltFor(Device device) {
    if (device.kind() == Device.Kind.CPU && builtForCuda()) {
      throw new DeviceException(
          "this build of the engine dl4j computes on graphics cards alone. Build without -Pdl4j-cuda, or give executors GPUs.");
    }
    if (device.kind() == Device.Kind.CUDA && !builtForCuda()) {
      throw new DeviceException(
          "%s was asked for, but this build of the engine dl4j computes on the processor alone. Build with mvn -Pdl4j-cuda package (cards of compute capability 3.7 to 8.6), or use the engine libtorch."
              .formatted(device));
    }
  }

  /**
   * Loads the library and turns it to {@code device}.
   *
   * @throws DeviceException if this build or this machine has no such device, or one that is too
   *     new for it
   */
  static void prepare(Device device) {
    requireBuiltFor(device);
    switch (device.kind()) {
      case CPU -> useOneThread();
      case CUDA -> {
        NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
        if (device.index() >= library.getAvailableDevices()) {
          throw new DeviceException(
              "%s is not there: this process sees %d GPU(s). See nvidia-smi and CUDA_VISIBLE_DEVICES."
                  .formatted(device, library.getAvailableDevices()));
        }
        requireCapability(
            device,
            10 * library.getDeviceMajor(device.index()) + library.getDeviceMinor(device.index()));
        Nd4j.getAffinityManager().unsafeSetDevice(device.index());
      }
    }
  }

  /**
   * @param capability 10 · major + minor of the card
   */
  static void requireCapability(Device device, int capability) {
    if (capability < OLDEST_CAPABILITY || capability > NEWEST_CAPABILITY) {
      throw new DeviceException(
          "%s has compute capability %d.%d, and the engine dl4j has code for 3.7 to 8.6 alone. Use the engine libtorch."
              .formatted(device, capability / 10, capability % 10));
    }
  }

  /** Operations run on the calling thread alone from now on. */
  private static void useOneThread() {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
  }

  /**
   * Copies stored numbers to {@code [first, first + count)} of {@code tensor}, in row-major order.
   *
   * @param piece count numbers of {@code type}
   */
  static void copy(ByteBuffer piece, StorageType type, INDArray tensor, long first) {
    int count = piece.remaining() / type.bytes();
    INDArray flat = Nd4jOps.view(tensor, tensor.length());
    float[] values = new float[Math.min(count, PIECE)];
    for (int at = 0; at < count; at += PIECE) {
      int length = Math.min(PIECE, count - at);
      HalfPrecision.widen(piece, type, at, values, length);
      try (INDArray converted =
          Nd4j.createFromArray(length == values.length ? values : Arrays.copyOf(values, length))) {
        flat.get(NDArrayIndex.interval(first + at, first + at + length)).assign(converted);
      }
    }
  }

  /** Elements of an array that has memory of its own, in row-major order. */
  static float[] values(INDArray tensor) {
    return tensor.data().asFloat();
  }
}
