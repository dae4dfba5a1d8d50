package dev.palimpsest.audit.model;

/**
 * What computes: the processor, or one graphics card.
 *
 * @param kind of device
 * @param index of the card among those that the process sees; 0 for the processor
 */
public record Device(Kind kind, int index) {

  /** The processor and its memory. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** Kinds of device, by the names that libtorch has for them. */
  public enum Kind {
    CPU,
    CUDA
  }

  public Device {
    if (index < 0 || (kind == Kind.CPU && index != 0)) {
      throw new IllegalArgumentException(
          "a device must be cpu or cuda:0, cuda:1, …. Provided value: " + kind + " " + index);
    }
  }

  /** The card with that index. */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, index);
  }

  /** {@code cpu}, {@code cuda:0}, {@code cuda:1} … */
  @Override
  public String toString() {
    return switch (kind) {
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
