package tenor.app.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** The threads that check signatures. The order of answers is that of the questions. */
public final class Parallel implements AutoCloseable {
  private static final int SMALLEST_SHARE = 4;

  private final int threads;
  private final ExecutorService executor;

  /** So many threads. */
  public Parallel(int threads) {
    this.threads = threads;
    ThreadFactory factory = Thread.ofPlatform().name("tenor-signatures-", 0).daemon(true).factory();
    this.executor = Executors.newFixedThreadPool(threads, factory);
  }

  /** The threads themselves, for single checks. */
  public ExecutorService executor() {
    return executor;
  }

  /** Applies {@code work} to every item; throws what it throws, an Error too. */
  public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) {
    int share = Math.max(SMALLEST_SHARE, (items.size() + threads - 1) / threads);
    if (items.size() <= share) {
      return items.stream().<R>map(work).toList();
    }
    List<CompletableFuture<List<R>>> parts = new ArrayList<>();
    for (int from = 0; from < items.size(); from += share) {
      List<T> part = items.subList(from, Math.min(from + share, items.size()));
      parts.add(CompletableFuture.supplyAsync(() -> part.stream().<R>map(work).toList(), executor));
    }
    List<R> all = new ArrayList<>(items.size());
    parts.forEach(part -> all.addAll(join(part)));
    return all;
  }

  private static <R> R join(CompletableFuture<R> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
