package dev.palimpsest.audit.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * SHA-256 of what a model is made of, 64 lower-case hexadecimal digits each.
 *
 * @param weights of the weight file; of several, the digest of one line {@code digest two-spaces
 *     name newline} per file in the order of the names
 * @param config of {@code config.json}
 * @param tokenizer of {@code tokenizer.json}
 * @param template of the chat template's text in UTF-8; empty if there is none
 */
public record Digests(String weights, String config, String tokenizer, Optional<String> template) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Digest of one or more files, as described for {@link #weights()}. */
  static String of(List<Path> files) {
    if (files.size() == 1) {
      return of(files.get(0));
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(of(file)).append("  ").append(file.getFileName()).append('\n');
    }
    return of(lines.toString());
  }

  static String of(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new CheckpointException(file.getFileName() + ": cannot be read: " + file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
