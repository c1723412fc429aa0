package tenor.node.abci;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the application has failed: every connection closes, and the owner is told,
 * once, on a thread of its own where there still can be one.
 */
final class FatalStop {

  private static final Logger log = LoggerFactory.getLogger(FatalStop.class);

  private final Runnable closeConnections;
  private final Consumer<? super Throwable> onFatal;
  private final AtomicBoolean stopped = new AtomicBoolean();

  FatalStop(Runnable closeConnections, Consumer<? super Throwable> onFatal) {
    this.closeConnections = closeConnections;
    this.onFatal = onFatal;
  }

  /** Whether the application has failed: nothing may be handled or answered any more. */
  boolean isStopped() {
    return stopped.get();
  }

  /** Stops; only the first failure is reported, later ones are likely to follow from it. */
  void stop(Throwable cause) {
    if (!stopped.compareAndSet(false, true)) {
      log.error("Another failure after the first", cause);
      return;
    }
    try {
      closeConnections.run();
    } finally {
      report(cause);
    }
  }

  private void report(Throwable cause) {
    try {
      Thread.ofPlatform().name("abci-fatal").start(() -> onFatal.accept(cause));
    } catch (Throwable noThread) {
      log.error("No thread to report a failure on", noThread);
      onFatal.accept(cause);
    }
  }
}
