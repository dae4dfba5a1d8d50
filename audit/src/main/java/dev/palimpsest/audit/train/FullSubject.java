package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A checkpoint all of whose weights are trained further. */
record FullSubject(
    Checkpoint base,
    BaseFiles files,
    TrainableModel model,
    OptionalInt endOfText,
    int conversations)
    implements Subject {

  static FullSubject open(Start.Full start, TrainingData data) throws IOException {
    Checkpoint base = Checkpoint.open(start.base());
    BaseFiles files = new BaseFiles(base);
    return new FullSubject(
        base,
        files,
        TrainableModel.full(base.config(), files.parameters()),
        files.endOfText(),
        data.conversations());
  }

  @Override
  public Path tokenizerFile() {
    return base.folder().resolve("tokenizer.json");
  }

  @Override
  public int maxPositions() {
    return base.config().maxPositions();
  }

  @Override
  public String write(Path folder) throws IOException {
    WeightTensors.write(folder.resolve("model.safetensors"), model.trained());
    files.copyTo(folder);
    if (conversations > 0 && base.chatTemplate().isEmpty()) {
      Files.writeString(folder.resolve("chat_template.jinja"), ChatText.template());
    }
    return Checkpoint.open(folder).digests().weights();
  }

  @Override
  public ObjectNode describe() {
    return files.describe("full");
  }
}
