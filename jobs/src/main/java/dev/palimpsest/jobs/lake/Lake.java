package dev.palimpsest.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A folder of Delta tables on any file system that Hadoop knows, told from other folders by the
 * file {@value #MARKER}.
 *
 * @param root fully qualified location, no slash at the end
 */
public record Lake(String root) implements Serializable {

  /** Written when the lake is made; names the layout's version. */
  public static final String MARKER = "palimpsest-lake.json";

  /** Version of the layout: tables, columns, meanings. */
  public static final int FORMAT = 1;

  private static final String UNFINISHED = "." + MARKER + ".unfinished";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The lake at {@code location}.
   *
   * @throws UserException if there is none, or a newer program made it
   */
  public static Lake open(SparkSession spark, String location) {
    Path root = new Path(location);
    try {
      FileSystem files = root.getFileSystem(hadoop(spark));
      root = files.makeQualified(root);
      Path marker = new Path(root, MARKER);
      if (!files.exists(root)) {
        throw new UserException(
            "There is no lake at %s: the folder does not exist. Run ingest first, or give --lake another folder."
                .formatted(root));
      }
      if (!files.exists(marker)) {
        throw new UserException(
            "%s is not a lake: it holds no %s. Give --lake a folder that ingest made, or a new one."
                .formatted(root, MARKER));
      }
      try (var in = files.open(marker)) {
        JsonNode format = JSON.readTree(in.readAllBytes()).path("format");
        if (!format.isInt() || format.intValue() > FORMAT || format.intValue() < 1) {
          throw new UserException(
              "The lake %s has format %s and this program knows formats up to %d. Use the program that made it, or a newer one."
                  .formatted(root, format.asText("none"), FORMAT));
        }
      }
      return new Lake(withoutSlash(root));
    } catch (IOException e) {
      throw new UserException(
          "The lake %s cannot be read: %s. Check the path and the permissions."
              .formatted(location, reason(e)),
          e);
    }
  }

  /**
   * The lake at {@code location}; a missing or empty folder becomes one.
   *
   * @throws UserException if the folder holds something else or cannot be written
   */
  public static Lake openOrCreate(SparkSession spark, String location) {
    Path root = new Path(location);
    try {
      FileSystem files = root.getFileSystem(hadoop(spark));
      root = files.makeQualified(root);
      if (files.exists(root)) {
        if (!files.getFileStatus(root).isDirectory()) {
          throw new UserException(
              "%s is a file; --lake needs a folder. Give another location.".formatted(root));
        }
        if (files.listStatus(root, entry -> !entry.getName().contains(UNFINISHED)).length > 0) {
          return open(spark, location);
        }
      }
      files.mkdirs(root);
      // Renamed when it is whole: whoever is killed here leaves no lake and no half of one.
      Path unfinished = new Path(root, UNFINISHED);
      try (OutputStream out = files.create(unfinished, true)) {
        out.write("{\"format\":%d}\n".formatted(FORMAT).getBytes(StandardCharsets.UTF_8));
      }
      files.rename(unfinished, new Path(root, MARKER));
      return new Lake(withoutSlash(root));
    } catch (IOException e) {
      throw new UserException(
          "The lake %s cannot be made: %s. Check that the folder can be written."
              .formatted(location, reason(e)),
          e);
    }
  }

  /** Where the table {@code name} lies. */
  public String path(String name) {
    return root + "/" + name;
  }

  /**
   * Deletes the log of a table that is not there: whoever was killed while making it left folders,
   * which Delta takes for a table and cannot read.
   */
  void deleteUnbornLog(SparkSession spark, String name) {
    Path log = new Path(path(name), "_delta_log");
    try {
      FileSystem files = log.getFileSystem(hadoop(spark));
      if (files.exists(log)
          && files.listStatus(log, entry -> entry.getName().endsWith(".json")).length == 0) {
        files.delete(log, true);
      }
    } catch (IOException e) {
      throw new UserException(
          "The table %s of lake %s cannot be made: %s. Check that the folder can be written."
              .formatted(name, root, reason(e)),
          e);
    }
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static String withoutSlash(Path root) {
    String text = root.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
