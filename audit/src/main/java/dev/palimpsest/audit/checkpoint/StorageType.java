package dev.palimpsest.audit.checkpoint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Number formats of the safetensors format. */
public enum StorageType {
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 half precision. */
  F16(2),
  /** bfloat16: the upper half of a single. */
  BF16(2),
  /** Formats that occur in buffers, which are not read. */
  F64(8),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1),
  F8_E4M3(1),
  F8_E5M2(1);

  private final int bytes;

  StorageType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  /** Whether parameters may be stored so. */
  public boolean isReadable() {
    return this == F32 || this == F16 || this == BF16;
  }

  static @Nullable StorageType find(String name) {
    for (StorageType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    return null;
  }
}
