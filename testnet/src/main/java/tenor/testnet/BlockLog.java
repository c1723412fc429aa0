package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tenor.node.rpc.RpcClient;
import tenor.node.rpc.RpcException;

/** Reads every block of a network once, from its observer, and counts. */
final class BlockLog {
  private static final int LATE_BLOCKS = 10;

  // What happens in every block would drown what does not.
  private static final List<String> QUIET = List.of("variation", "funding", "index", "reputation");

  private final ChainView view;
  private final MarketPlan market;
  private final List<Long> times = new ArrayList<>();
  private final List<String> recent = new ArrayList<>();
  private final Map<Integer, Long> refusals = new TreeMap<>();
  private long height;
  private long accepted;
  private long rejected;
  private final Map<Integer, Long> trades = new TreeMap<>();
  private long exercised;
  private long staleBlocks;
  private long maxPriceAgeMillis;
  private String appHash = "";

  BlockLog(ChainView view, MarketPlan market) {
    this.view = view;
    this.market = market;
    this.maxPriceAgeMillis = 3 * market.dayMillis();
  }

  /** Reads what is new; returns the newest height read. */
  long read() throws IOException, InterruptedException {
    long newest = view.rpc().status().path("sync_info").path("latest_block_height").asLong();
    while (height < newest) {
      try {
        readBlock(height + 1);
      } catch (RpcException e) {
        // The newest block's results can be a moment late; an old one's are not.
        if (newest - height > LATE_BLOCKS) {
          throw e;
        }
        return height;
      }
      height++;
    }
    return height;
  }

  private void readBlock(long next) throws IOException, InterruptedException {
    JsonNode header = view.rpc().commit(next).path("signed_header").path("header");
    long time = Instant.parse(header.path("time").asText()).toEpochMilli();
    JsonNode results =
        view.rpc()
            .call(
                "block_results",
                JsonNodeFactory.instance.objectNode().put("height", Long.toString(next)));
    boolean replaying = time <= market.startMillis() + market.days() * market.dayMillis();
    boolean stale = replaying && isStale(next, time);
    // Counted only now, when nothing of the block can fail any more.
    count(results, next);
    appHash = header.path("app_hash").asText().toLowerCase(Locale.ROOT);
    staleBlocks += stale ? 1 : 0;
    times.add(time);
  }

  private void count(JsonNode results, long next) {
    int item = 0;
    for (JsonNode result : results.path("txs_results")) {
      // Item 0 carries the validators' prices once vote extensions are on.
      if (item++ > 0 || next <= 2) {
        if (result.path("code").asInt() == 0) {
          accepted++;
        } else {
          rejected++;
          refusals.merge(result.path("code").asInt(), 1L, Long::sum);
          note(next, "refused " + result.path("log").asText());
        }
      }
    }
    for (JsonNode event : results.path("finalize_block_events")) {
      note(next, describe(event));
      tally(event);
    }
    for (JsonNode result : results.path("txs_results")) {
      result.path("events").forEach(this::tally);
    }
  }

  private void tally(JsonNode event) {
    switch (event.path("type").asText()) {
      case "trade" -> trades.merge((int) attribute(event, "instrument"), 1L, Long::sum);
      case "exercise" -> exercised += attribute(event, "contracts");
      default -> {}
    }
  }

  private static long attribute(JsonNode event, String key) {
    for (JsonNode attribute : event.path("attributes")) {
      if (attribute.path("key").asText().equals(key)) {
        return attribute.path("value").asLong();
      }
    }
    return 0;
  }

  private static String describe(JsonNode event) {
    StringBuilder text = new StringBuilder(event.path("type").asText());
    for (JsonNode attribute : event.path("attributes")) {
      text.append(' ')
          .append(attribute.path("key").asText())
          .append('=')
          .append(attribute.path("value").asText());
    }
    return text.toString();
  }

  private void note(long at, String what) {
    if (QUIET.stream().noneMatch(what::startsWith)) {
      recent.add(at + "  " + what);
      if (recent.size() > 200) {
        recent.removeFirst();
      }
    }
  }

  private boolean isStale(long at, long time) throws IOException, InterruptedException {
    for (JsonNode row : view.rows("oracle", "indices", at)) {
      if (time - row.path("decoded").path("timeMillis").asLong() > maxPriceAgeMillis) {
        return true;
      }
    }
    return false;
  }

  long height() {
    return height;
  }

  String appHash() {
    return appHash;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  /** How many transactions were refused, by code, ascending. */
  Map<Integer, Long> refusals() {
    return Collections.unmodifiableMap(refusals);
  }

  /** How many trades there were in these instruments. */
  long trades(Collection<Integer> instruments) {
    return instruments.stream().mapToLong(each -> trades.getOrDefault(each, 0L)).sum();
  }

  /** How many contracts were exercised. */
  long exercised() {
    return exercised;
  }

  long staleBlocks() {
    return staleBlocks;
  }

  /** What happened lately, the newest last. */
  List<String> recent() {
    return List.copyOf(recent);
  }

  /** Milliseconds between blocks, ascending; the first block's wait for genesis is left out. */
  List<Long> intervals() {
    List<Long> intervals = new ArrayList<>();
    for (int i = 2; i < times.size(); i++) {
      intervals.add(times.get(i) - times.get(i - 1));
    }
    intervals.sort(Long::compare);
    return intervals;
  }

  /** The interval that {@code percent} of all do not exceed. */
  long interval(int percent) {
    List<Long> all = intervals();
    return all.isEmpty() ? 0 : all.get(Math.min(all.size() - 1, all.size() * percent / 100));
  }

  long lastTime() {
    return times.isEmpty() ? 0 : times.getLast();
  }

  RpcClient rpc() {
    return view.rpc();
  }
}
