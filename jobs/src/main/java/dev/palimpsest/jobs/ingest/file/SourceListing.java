package dev.palimpsest.jobs.ingest.file;

import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The regular files at or below some paths, in the order of their paths. */
public final class SourceListing {

  private SourceListing() {}

  /**
   * All files below {@code paths}, in sub-folders too, except names that start with {@code .} or
   * {@code _}. A file that two paths reach is listed once.
   *
   * @throws UserException if a path does not exist or cannot be listed
   */
  public static List<SourceFile> list(List<String> paths, Configuration hadoop) {
    Map<String, SourceFile> found = new HashMap<>();
    for (String given : paths) {
      try {
        Path path = new Path(given);
        FileSystem files = path.getFileSystem(hadoop);
        path = files.makeQualified(path);
        if (!files.exists(path)) {
          throw new UserException(
              "%s does not exist. Give ingest a file or folder that does.".formatted(path));
        }
        FileStatus status = files.getFileStatus(path);
        if (status.isFile()) {
          add(found, status, path.getParent());
        } else {
          walk(files, status.getPath(), status.getPath(), found);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new UserException(
            "%s cannot be listed: %s. Check the path and the permissions."
                .formatted(given, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
    }
    List<SourceFile> ordered = new ArrayList<>(found.values());
    ordered.sort(Comparator.comparing(SourceFile::uri));
    return ordered;
  }

  private static void walk(FileSystem files, Path folder, Path root, Map<String, SourceFile> found)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (status.isDirectory()) {
        walk(files, status.getPath(), root, found);
      } else if (status.isFile()) {
        add(found, status, root);
      }
    }
  }

  private static void add(Map<String, SourceFile> found, FileStatus status, Path root) {
    String uri = status.getPath().toString();
    String prefix = root.toString().endsWith("/") ? root.toString() : root + "/";
    String name = uri.startsWith(prefix) ? uri.substring(prefix.length()) : uri;
    found.put(uri, new SourceFile(uri, name, status.getLen(), status.getModificationTime()));
  }
}
