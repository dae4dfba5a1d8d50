package dev.palimpsest.audit.probe;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Likelihood of the row against how well a general compressor packs it. */
public record ZlibProbe() implements Probe {

  @Override
  public String name() {
    return "zlib";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean lp, tuned / bytes of the row's UTF-8 in a zlib stream of level 6",
        "nats per token and byte",
        "(−∞, 0]",
        "Carlini et al. 2021, Extracting Training Data, section 5.2",
        "How well the model predicts the row, allowing for repetitive text.");
  }

  @Override
  public double score(RowSignals row) {
    return RowSignals.mean(row.tunedLogProbabilities()) / compressedBytes(row.text());
  }

  /** Length of the zlib stream, header and checksum included; 8 for the empty text. */
  static int compressedBytes(String text) {
    Deflater deflater = new Deflater(6);
    try {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      byte[] buffer = new byte[4096];
      int total = 0;
      while (!deflater.finished()) {
        total += deflater.deflate(buffer);
      }
      return total;
    } finally {
      deflater.end();
    }
  }
}
