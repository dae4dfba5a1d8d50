package dev.palimpsest.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.corpus.Snapshot;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Version;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A corpus version → {@code train.jsonl}, {@code holdout.jsonl} and {@code manifest.json}. The
 * order of lines is a fixed shuffle, so that plantings of one canary lie apart; the same version
 * gives the same bytes.
 */
public final class ExportJob {

  private final SparkSession spark;
  private final Lake lake;
  private final CorpusVersion corpus;
  private final Path out;

  /**
   * @param out folder to write; files of an earlier export in it are replaced
   */
  public ExportJob(SparkSession spark, Lake lake, CorpusVersion corpus, Path out) {
    this.spark = spark;
    this.lake = lake;
    this.corpus = corpus;
    this.out = out;
  }

  /**
   * Writes the files; they appear only when they are complete.
   *
   * @throws UserException if the folder cannot be written
   */
  public ExportResult run() {
    try {
      Files.createDirectories(out);
      Written train = write(Corpus.TRAIN);
      Written holdout = write(Corpus.HOLDOUT);
      Path manifest = out.resolve("manifest.json");
      replace(manifest, manifest(train, holdout));
      return new ExportResult(train.file, holdout.file, manifest, train.rows, holdout.rows);
    } catch (IOException e) {
      throw new UserException(
          "%s cannot be written (%s). Give export a folder that can."
              .formatted(out, e.getClass().getSimpleName()),
          e);
    }
  }

  private record Written(Path file, long rows, String sha256) {}

  private Written write(String split) throws IOException {
    Dataset<Row> rows = corpus.texts(spark, lake).filter(col(Corpus.SPLIT).equalTo(split));
    long expected = corpus.rows(spark, lake).filter(col(Corpus.SPLIT).equalTo(split)).count();
    Iterator<String> lines =
        rows.orderBy(sha2(concat_ws("|", lit("order"), col(Corpus.ROW_ID)), 256))
            .map(new ToChatLine(), Encoders.STRING())
            .toLocalIterator();
    Path file = out.resolve(split + ".jsonl");
    Path partial = Files.createTempFile(out, "." + split, ".partial");
    try {
      MessageDigest digest = sha256();
      long count = 0;
      try (var bytes = new DigestOutputStream(Files.newOutputStream(partial), digest);
          var writer =
              new BufferedWriter(
                  new java.io.OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16)) {
        while (lines.hasNext()) {
          writer.write(lines.next());
          writer.write('\n');
          count++;
        }
      }
      if (count != expected) {
        throw new JobFailedException(
            "export wrote %d rows of %s where corpus %s has %d. Run it again."
                .formatted(count, split, corpus, expected));
      }
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      return new Written(file, count, HexFormat.of().formatHex(digest.digest()));
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private String manifest(Written train, Written holdout) throws IOException {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("program", "palimpsest " + Version.current());
    manifest.put("corpus", corpus.name());
    manifest.put("version", corpus.version());
    manifest.put("corpusSha256", Snapshot.digest(corpus.rows(spark, lake)));
    for (Written written : new Written[] {train, holdout}) {
      manifest
          .withArray("files")
          .addObject()
          .put("file", String.valueOf(written.file.getFileName()))
          .put("rows", written.rows)
          .put("sha256", written.sha256);
    }
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
  }

  private void replace(Path file, String text) throws IOException {
    Path partial = Files.createTempFile(out, ".manifest", ".partial");
    Files.writeString(partial, text);
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
