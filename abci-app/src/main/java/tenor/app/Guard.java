package tenor.app;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells the node of the first Throwable that must stop it, and throws it on. */
final class Guard {
  private final Consumer<Throwable> onFatal;
  private final AtomicBoolean told = new AtomicBoolean();

  Guard(Consumer<Throwable> onFatal) {
    this.onFatal = onFatal;
  }

  <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      tell(e);
      throw e;
    }
  }

  void tell(Throwable cause) {
    if (told.compareAndSet(false, true)) {
      onFatal.accept(cause);
    }
  }
}
