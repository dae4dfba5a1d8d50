package dev.palimpsest.audit.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Which layers see the whole text and which a window of it: {@code layer_types}. */
final class AttentionKinds {

  private AttentionKinds() {}

  /**
   * Window of each layer in positions, 0 for the whole text.
   *
   * @param window in positions; 0 if the model has none
   * @param windowed which layers have the window if the file does not say
   */
  static List<Integer> read(Settings settings, int layers, int window, IntPredicate windowed) {
    List<String> types = settings.texts("layer_types");
    if (!types.isEmpty() && types.size() != layers) {
      throw settings.wrong(
          "layer_types", "one per layer (" + layers + ")", settings.find("layer_types"));
    }
    List<Integer> windows = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      boolean sliding =
          types.isEmpty() ? windowed.test(layer) : sliding(settings, types.get(layer), window);
      windows.add(sliding ? window : 0);
    }
    return windows;
  }

  /** The window in positions; an explicit null means none. */
  static int window(Settings settings, int usual) {
    int absent = settings.mentions("sliding_window") ? 0 : usual;
    return settings.find("sliding_window") == null ? absent : settings.positive("sliding_window");
  }

  private static boolean sliding(Settings settings, String type, int window) {
    if (type.equals("sliding_attention") && window > 0) {
      return true;
    }
    if (type.equals("full_attention")) {
      return false;
    }
    throw settings.unsupported("layer_types");
  }
}
