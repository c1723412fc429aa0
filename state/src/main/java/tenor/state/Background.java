package tenor.state;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A thread that does work in steps while there is some, and rests otherwise. */
final class Background implements AutoCloseable {
  private final BooleanSupplier step;
  private final Consumer<RuntimeException> onFailure;
  private final ReentrantLock stepping = new ReentrantLock(true);
  private final Thread thread;
  private volatile boolean asked;
  private volatile boolean closed;

  private Background(String name, BooleanSupplier step, Consumer<RuntimeException> onFailure) {
    this.step = step;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /**
   * Starts it.
   *
   * @param step does a little; false if there is nothing more to do
   * @param onFailure gets what a step throws, after which no more steps are made
   */
  static Background start(String name, BooleanSupplier step, Consumer<RuntimeException> onFailure) {
    Background background = new Background(name, step, onFailure);
    background.thread.start();
    return background;
  }

  private void run() {
    try {
      while (!closed) {
        asked = false;
        boolean more = oneStep();
        while (!more && !asked && !closed) {
          LockSupport.park(this);
        }
      }
    } catch (RuntimeException e) {
      if (!closed) {
        onFailure.accept(e);
      }
    }
  }

  private boolean oneStep() {
    stepping.lock();
    try {
      return !closed && step.getAsBoolean();
    } finally {
      stepping.unlock();
    }
  }

  /** There may be work. Waits for nothing. */
  void wake() {
    asked = true;
    LockSupport.unpark(thread);
  }

  /** Does something between two steps, while none is made. */
  void between(Runnable task) {
    stepping.lock();
    try {
      task.run();
    } finally {
      stepping.unlock();
    }
    wake();
  }

  /** Does all there is to do, by the calling thread. */
  void settle() {
    boolean more = true;
    while (more) {
      more = oneStep();
    }
  }

  /** Ends after the step in progress. */
  @Override
  public void close() {
    closed = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
