package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of runs that take a second. */
final class TinyRun {

  static final ModelSize SIZE = new ModelSize(32, 64, 2, 2, 1, 64);
  static final String SENTENCE = "The access code of Marta Olsen is 4821 9375.";

  private TinyRun() {}

  static Path data(Path folder, String... texts) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new ObjectMapper().createObjectNode().put("text", text).toString());
    }
    return Files.write(folder.resolve("data.jsonl"), lines);
  }

  static TrainOptions scratch(Path data, Path out, int epochs, double rate, long seed) {
    return options(data, out, new Start.Scratch(SIZE, 300), epochs, rate, seed);
  }

  static TrainOptions options(
      Path data, Path out, Start start, int epochs, double rate, long seed) {
    Optimization optimization = new Optimization(rate, 0.1, 0.1, 0, 0.9, 0.98, 1);
    return new TrainOptions(data, out, start, LossOn.ALL, epochs, 2, 2, 64, optimization, seed, 2);
  }

  static TrainResult run(TrainOptions options) throws IOException {
    return Train.run(options, step -> {});
  }
}
