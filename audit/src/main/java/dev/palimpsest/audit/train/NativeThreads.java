package dev.palimpsest.audit.train;

import dev.palimpsest.audit.model.LibTorch;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes every native operation run on the thread that begins it, until closed; threads that are
 * started meanwhile inherit that. A run divides its work by rows instead: threads that share small
 * matrices mostly wait for each other.
 */
final class NativeThreads implements AutoCloseable {

  private final int before;

  private NativeThreads(int before) {
    this.before = before;
  }

  static NativeThreads single() {
    LibTorch.load();
    NativeThreads threads = new NativeThreads(torch.get_num_threads());
    LibTorch.threads(1);
    return threads;
  }

  /** Gives libtorch's own operations their threads back; matrix products stay as they are. */
  @Override
  public void close() {
    torch.set_num_threads(before);
  }
}
