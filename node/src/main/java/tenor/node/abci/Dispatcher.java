package tenor.node.abci;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.AbciHandlers;
import tenor.abci.proto.Request;

/**
 * Brings each request to the thread of its lane and each answer to its slot. The first Throwable
 * out of a handler ends everything: nothing is handled or answered after it.
 */
final class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final Answers answers;
  private final ConsensusSession session;
  private final FatalStop fatal;
  private final Map<Lane, ExecutorService> lanes = new EnumMap<>(Lane.class);
  private volatile boolean closing;

  Dispatcher(AbciHandlers handlers, FatalStop fatal) {
    this.answers = new Answers(handlers);
    this.session = new ConsensusSession(handlers.consensus());
    this.fatal = fatal;
    for (Lane lane : Lane.values()) {
      if (lane != Lane.SERVER) {
        lanes.put(lane, Executors.newSingleThreadExecutor(threads(lane)));
      }
    }
  }

  /** Has the request handled on its lane; the slot is filled unless the connection closes first. */
  void dispatch(Request request, Slot slot) {
    Lane lane = Lane.of(request.getValueCase());
    ExecutorService executor = lanes.get(lane);
    if (executor == null) {
      answer(request, slot);
    } else {
      executor.execute(() -> handle(lane, request, slot));
    }
  }

  /** Tells the consensus lane that a connection is gone, after the requests it has sent. */
  void closed(Connection connection) {
    ExecutorService consensus = lanes.get(Lane.CONSENSUS);
    if (consensus != null) {
      consensus.execute(() -> guard(() -> session.closed(connection)));
    }
  }

  /** The application, or the machine under it, has failed. */
  void fail(Throwable cause) {
    Throwable reason =
        cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    if (closing) {
      log.error("A failure while closing", reason);
    } else {
      fatal.stop(reason);
    }
  }

  /** From here on no request is handled; those that are running end. */
  void beginClose() {
    closing = true;
  }

  /**
   * Waits for the handlers that are running. No connection may be open any more.
   *
   * @return false if a handler has not returned in time
   */
  boolean awaitClose(long timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    lanes.values().forEach(ExecutorService::shutdown);
    boolean ended = true;
    for (ExecutorService lane : lanes.values()) {
      ended &= lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return ended;
  }

  private void handle(Lane lane, Request request, Slot slot) {
    if (closing || !slot.connection().isOpen()) {
      return;
    }
    guard(
        () -> {
          if (lane == Lane.CONSENSUS) {
            session.enter(slot.connection());
          }
          answer(request, slot);
        });
  }

  private void answer(Request request, Slot slot) {
    var _ =
        answers
            .to(request)
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    guard(() -> slot.fill(response));
                  } else {
                    fail(failure);
                  }
                });
  }

  private void guard(Runnable task) {
    if (fatal.isStopped()) {
      return;
    }
    try {
      task.run();
    } catch (Throwable failure) {
      fail(failure);
    }
  }

  private static ThreadFactory threads(Lane lane) {
    String name = "abci-" + lane.name().toLowerCase(Locale.ROOT);
    return Thread.ofPlatform().name(name).factory();
  }
}
