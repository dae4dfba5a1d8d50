package dev.palimpsest.audit.train;

import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;

/**
 * The tensors of a run, in libtorch's own archive: the trained weights in their order, and the
 * optimizer's moments. Only files that this program wrote are read, see {@link SavedRun}.
 */
final class RunTensors {
  private static final String OPTIMIZER = "optimizer";

  private RunTensors() {}

  static void write(Path file, TrainableModel model, AdamWOptimizer optimizer) {
    try (PointerScope scope = new PointerScope()) {
      OutputArchive archive = new OutputArchive();
      int number = 0;
      for (Tensor tensor : model.trained().values()) {
        archive.write(weight(number++), tensor.detach());
      }
      OutputArchive moments = new OutputArchive();
      optimizer.write(moments);
      archive.write(OPTIMIZER, moments);
      archive.save_to(file.toString());
    }
  }

  static void read(Path file, TrainableModel model, AdamWOptimizer optimizer) {
    try (PointerScope scope = new PointerScope()) {
      InputArchive archive = new InputArchive();
      archive.load_from(file.toString());
      int number = 0;
      for (Tensor tensor : model.trained().values()) {
        Tensor saved = new Tensor();
        archive.read(weight(number++), saved);
        tensor.detach().copy_(saved);
      }
      InputArchive moments = new InputArchive();
      archive.read(OPTIMIZER, moments);
      optimizer.read(moments);
    }
  }

  private static String weight(int number) {
    return "weight" + number;
  }
}
