package dev.palimpsest.audit.train;

import dev.palimpsest.audit.model.LibTorch;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes every native operation run on the thread that calls it, for the whole JVM, until closed.
 * libtorch and its matrix library keep a pool of threads each, and the two pools fight over the
 * cores: on small matrices that costs more than it gains. A run divides its work by rows instead.
 */
final class NativeThreads implements AutoCloseable {

  private final int before;

  private NativeThreads(int before) {
    this.before = before;
  }

  static NativeThreads single() {
    LibTorch.load();
    NativeThreads threads = new NativeThreads(torch.get_num_threads());
    set(1);
    return threads;
  }

  private static void set(int threads) {
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** Gives both libraries as many threads as libtorch had before. */
  @Override
  public void close() {
    set(before);
  }
}
