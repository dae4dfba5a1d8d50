package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.TensorEntry;
import dev.palimpsest.audit.checkpoint.TensorReader;
import dev.palimpsest.audit.model.LibTorch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Single-precision tensors from and to {@code .safetensors} files. */
final class WeightTensors {

  private static final int ALIGNMENT = 8;
  private static final long PIECE_BYTES = 1L << 28;

  private WeightTensors() {}

  /** The tensor, widened to single precision; owned by the open scope. */
  static Tensor read(TensorEntry entry) {
    long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
    Tensor tensor = torch.zeros(shape);
    try (PointerScope scope = new PointerScope()) {
      Tensor flat = tensor.view(-1);
      TensorReader.read(entry, (piece, first) -> LibTorch.copy(piece, entry.type(), flat, first));
    }
    return tensor;
  }

  /**
   * Writes single-precision tensors one after the other, in the order of the map.
   *
   * @throws IOException if {@code file} cannot be written
   */
  static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, header(tensors));
      for (Tensor tensor : tensors.values()) {
        try (PointerScope scope = new PointerScope()) {
          Tensor plain = tensor.detach().contiguous();
          long bytes = plain.numel() * Float.BYTES;
          for (long start = 0; start < bytes; start += PIECE_BYTES) {
            BytePointer data = new BytePointer(plain.data_ptr());
            data.position(start).limit(Math.min(bytes, start + PIECE_BYTES));
            writeFully(channel, data.asBuffer());
          }
        }
      }
    }
  }

  private static ByteBuffer header(Map<String, Tensor> tensors) {
    ObjectNode header = new ObjectMapper().createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long start = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
      for (long i = 0; i < tensor.dim(); i++) {
        node.withArray("shape").add(tensor.size(i));
      }
      long end = start + tensor.numel() * Float.BYTES;
      node.putArray("data_offsets").add(start).add(end);
      start = end;
    }
    StringBuilder json = new StringBuilder(header.toString());
    while (json.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0) {
      json.append(' ');
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.putLong(bytes.length).put(bytes).flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
