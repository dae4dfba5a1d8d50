package dev.palimpsest.audit.checkpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters that an architecture needs: name to shape, in the order of the forward pass. */
final class ParameterShapes {
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  /** A tensor called {@code module.weight}. */
  ParameterShapes weight(String module, long... shape) {
    shapes.put(module + ".weight", boxed(shape));
    return this;
  }

  /** A tensor called {@code module.bias}. */
  ParameterShapes bias(String module, long size) {
    shapes.put(module + ".bias", List.of(size));
    return this;
  }

  Map<String, List<Long>> toMap() {
    return Collections.unmodifiableMap(shapes);
  }

  private static List<Long> boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
