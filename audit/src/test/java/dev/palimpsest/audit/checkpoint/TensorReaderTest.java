package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorReaderTest {
  private static final int COUNT = 20_000; // more than is scanned at once
  private final Path folder;

  TensorReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void read_finiteNumbers_areGivenInOrder() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(1).putFloat(-Float.MAX_VALUE).putFloat(Float.MIN_VALUE);
    List<Float> read = new ArrayList<>();

    TensorReader.read(
        entry(StorageType.F32, 3, bytes),
        (piece, first) -> {
          assertThat(first).isZero();
          while (piece.hasRemaining()) {
            read.add(piece.getFloat());
          }
        });

    assertThat(read).containsExactly(1f, -Float.MAX_VALUE, Float.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 2139095040, infinite",
    "F32, -8388608, infinite",
    "F32, 2143289344, NaN",
    "BF16, 32640, infinite",
    "BF16, 65473, NaN",
    "F16, 31744, infinite",
    "F16, 64513, NaN",
  })
  void read_numberThatIsNotFinite_isRefusedWithItsPlace(StorageType type, int bits, String what)
      throws IOException {
    int at = 17_001;
    ByteBuffer bytes = ByteBuffer.allocate(COUNT * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (type == StorageType.F32) {
      bytes.putInt(at * 4, bits);
    } else {
      bytes.putShort(at * 2, (short) bits);
    }
    TensorEntry entry = entry(type, COUNT, bytes);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TensorReader.read(entry, (piece, first) -> {}))
        .withMessage("w: tensor t: element 17001 is " + what + "; all must be finite");
  }

  @Test
  void read_integers_areRefused() throws IOException {
    TensorEntry entry = entry(StorageType.I32, 1, ByteBuffer.allocate(4));

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TensorReader.read(entry, (piece, first) -> {}))
        .withMessage("w: tensor t is stored as I32; supported are F32, F16 and BF16");
  }

  private TensorEntry entry(StorageType type, long count, ByteBuffer bytes) throws IOException {
    Path file = folder.resolve("w");
    Files.write(file, bytes.array());
    return new TensorEntry("t", type, List.of(count), file, 0, bytes.capacity());
  }
}
