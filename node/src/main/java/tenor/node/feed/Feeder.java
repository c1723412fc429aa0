package tenor.node.feed;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls every source on a thread of its own and keeps what it sees in the cache. */
public final class Feeder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feeder.class);

  private final List<Thread> threads = new ArrayList<>();

  private Feeder() {}

  /** Starts polling {@code sources} into {@code cache}. */
  public static Feeder start(List<PriceSource> sources, FeedCache cache, Clock clock) {
    Feeder feeder = new Feeder();
    for (PriceSource source : sources) {
      feeder.threads.add(
          Thread.ofVirtual().name("feed " + source.name()).start(() -> run(source, cache, clock)));
    }
    return feeder;
  }

  private static void run(PriceSource source, FeedCache cache, Clock clock) {
    boolean failing = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        source.poll(clock.millis()).forEach(cache::put);
        source.surfaces(clock.millis()).forEach(cache::put);
        if (failing) {
          log.info("price source {} answers again", source.name());
        }
        failing = false;
        Thread.sleep(source.everyMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException e) {
        // Said once: a source that is down for an hour must not fill the log.
        if (!failing) {
          log.warn(
              "price source {} gives nothing, its prices age: {}", source.name(), e.toString());
        }
        failing = true;
        pause(source);
      }
    }
  }

  private static void pause(PriceSource source) {
    try {
      Thread.sleep(source.everyMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
