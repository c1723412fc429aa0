package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FeederTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5000), ZoneOffset.UTC);

  /** A source that is polled without pause. */
  private record Source(String name, Poll poll) implements PriceSource {
    interface Poll {
      List<Observation> at(long nowMillis) throws IOException;
    }

    @Override
    public long everyMillis() {
      return 1;
    }

    @Override
    public List<Observation> poll(long nowMillis) throws IOException {
      return poll.at(nowMillis);
    }
  }

  @Test
  void prices_reachTheCache_andOneBrokenSourceDisturbsNoOther() {
    FeedCache cache = new FeedCache();
    AtomicInteger tries = new AtomicInteger();
    Source good = new Source("good", now -> List.of(new Observation(1, 100, now)));
    Source broken =
        new Source(
            "broken",
            now -> {
              int number = tries.incrementAndGet();
              if (number == 1) {
                throw new IOException("down");
              }
              if (number == 2) {
                throw new IllegalStateException("confused");
              }
              return List.of(new Observation(2, 200, now));
            });
    try (Feeder _ = Feeder.start(List.of(broken, good), cache, CLOCK)) {
      await().until(() -> cache.extension(1).getPricesCount() == 2);
    }
    assertThat(cache.extension(1).getPrices(1).getTimeMillis()).isEqualTo(5000);
    assertThat(tries.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void close_endsThePolling() {
    AtomicInteger running = new AtomicInteger();
    Source stuck =
        new Source(
            "stuck",
            now -> {
              running.set(1);
              try {
                Thread.sleep(Long.MAX_VALUE);
              } catch (InterruptedException e) {
                running.set(2);
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    try (Feeder _ = Feeder.start(List.of(stuck), new FeedCache(), CLOCK)) {
      await().until(() -> running.get() == 1);
    }
    await().until(() -> running.get() == 2);
  }
}
