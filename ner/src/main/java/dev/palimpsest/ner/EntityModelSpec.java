package dev.palimpsest.ner;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entity model. Java-serialisable: a driver makes it with {@link EntityFolder#spec},
 * executors load what it names.
 *
 * @param folder that holds the model, on every machine
 * @param labels what labels mean, before {@link LabelTable}
 * @param sha256 of the files and {@code labels}
 */
public record EntityModelSpec(String folder, Map<String, String> labels, String sha256)
    implements Serializable {

  public EntityModelSpec {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
