package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  private final Path folder;

  SafeTensorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void read_soundFile_givesEntriesInOrderOfData() throws IOException {
    Path file =
        write(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[3],\"data_offsets\":[8,14]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"empty\":{\"dtype\":\"F16\",\"shape\":[0,4],\"data_offsets\":[8,8]},"
                + "\"scalar\":{\"dtype\":\"BOOL\",\"shape\":[],\"data_offsets\":[14,15]}}",
            15);
    long data = Files.size(file) - 15;

    assertThat(SafeTensors.read(file).values())
        .containsExactly(
            new TensorEntry("a", StorageType.F32, List.of(1L, 2L), file, data, 8),
            new TensorEntry("empty", StorageType.F16, List.of(0L, 4L), file, data + 8, 0),
            new TensorEntry("b", StorageType.BF16, List.of(3L), file, data + 8, 6),
            new TensorEntry("scalar", StorageType.BOOL, List.of(), file, data + 14, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|4"
            + "|w.safetensors: tensor a has shape [2] of F32 but 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|9"
            + "|w.safetensors: 5 bytes after the last tensor belong to none",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8"
            + "|w.safetensors: tensor a leaves a hole after the tensor before it: it begins at byte"
            + " 4 of the data, expected 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|4"
            + "|w.safetensors: tensor a needs dtype, shape and two data_offsets, no more",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}|4"
            + "|w.safetensors: tensor a has an impossible shape: [4294967296, 4294967296]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|4"
            + "|w.safetensors: tensor a lies outside the file: bytes 4 to 0 of 4 bytes of data",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}|4"
            + "|w.safetensors: tensor a needs dtype, shape and two data_offsets, no more",
        "[]|0|w.safetensors: the header is not a JSON object",
      })
  void read_contradictoryHeader_isRefused(String header, int dataBytes, String message)
      throws IOException {
    Path file = write(header, dataBytes);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage(message);
  }

  @Test
  void read_sameNameTwice_isRefused() throws IOException {
    Path file =
        write(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
            8);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageContaining("w.safetensors: the header is not valid JSON: Duplicate field 'a'");
  }

  @Test
  void read_sevenBytes_isRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Files.write(file, new byte[7]);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage("w.safetensors: too short for a safetensors header: 7 bytes");
  }

  @Test
  void read_negativeHeaderLength_isRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessage(
            "w.safetensors: the header says that it has 18446744073709551615 bytes, the file has"
                + " 10");
  }

  /** A file with that header and {@code dataBytes} zero bytes. */
  private Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    Path file = folder.resolve("w.safetensors");
    Files.write(file, bytes.array());
    return file;
  }
}
