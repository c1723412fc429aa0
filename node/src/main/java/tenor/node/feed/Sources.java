package tenor.node.feed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeConfig.Feed;

/** Makes price sources from the configuration. */
public final class Sources {
  private static final long DEFAULT_POLL_MILLIS = 1000;

  private final Path home;
  private final List<Feed> feeds;

  private Sources(Path home, List<Feed> feeds) {
    this.home = home;
    this.feeds = feeds;
  }

  /**
   * The sources, in the order of the configuration.
   *
   * @param home the node's folder; relative files are in it
   * @throws IOException naming the file, the line and what was expected
   */
  public static List<PriceSource> of(Path home, List<Feed> feeds) throws IOException {
    Sources sources = new Sources(home, feeds);
    List<PriceSource> all = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      all.addAll(sources.source(i));
    }
    return all;
  }

  private List<PriceSource> source(int place) throws IOException {
    Feed feed = feeds.get(place);
    return switch (present(feed.kind(), place, "kind")) {
      case "csv" -> csv(feed, place);
      case "http" -> List.of(http(feed, place));
      case "surfaces" -> List.of(surfaces(feed, place));
      default ->
          throw fault(place, "kind", "expected csv, http or surfaces, found '" + feed.kind() + "'");
    };
  }

  private PriceSource surfaces(Feed feed, int place) throws IOException {
    return new SurfaceFile(
        home.resolve(present(feed.file(), place, "file")), everyMillis(feed, place));
  }

  private long everyMillis(Feed feed, int place) throws IOException {
    if (feed.everyMillis() < 0) {
      throw fault(place, "everyMillis", "expected a positive number of milliseconds");
    }
    return feed.everyMillis() == 0 ? DEFAULT_POLL_MILLIS : feed.everyMillis();
  }

  private List<PriceSource> csv(Feed feed, int place) throws IOException {
    Path file = home.resolve(present(feed.file(), place, "file"));
    Map<String, Integer> columns = present(feed.columns(), place, "columns");
    for (Map.Entry<String, @Nullable Integer> column : columns.entrySet()) {
      requireProduct(column.getValue() == null ? 0 : column.getValue(), place, "columns");
    }
    LocalDate from = date(feed.from(), place, "from");
    LocalDate to = date(feed.to(), place, "to");
    if (feed.dayMillis() <= 0) {
      throw fault(place, "dayMillis", "expected how long a day stands, in milliseconds");
    }
    ClosesFile closes = ClosesFile.read(file);
    try {
      ClosesFile days = closes.select(List.copyOf(columns.keySet()), from, to);
      List<Integer> products = days.columns().stream().map(columns::get).toList();
      String name = file.getFileName().toString();
      PriceSource prices =
          new CsvReplay(name, days, products, feed.startMillis(), feed.dayMillis());
      if (feed.smile() == null) {
        return List.of(prices);
      }
      RealisedReplay.Schedule schedule =
          new RealisedReplay.Schedule(days.rows().size(), feed.startMillis(), feed.dayMillis());
      return List.of(
          prices, RealisedReplay.of(name, closes, days, products, schedule, feed.smile()));
    } catch (IllegalArgumentException e) {
      throw fault(place, "columns", file + ": " + e.getMessage());
    }
  }

  private LocalDate date(@Nullable String text, int place, String name) throws IOException {
    try {
      return LocalDate.parse(present(text, place, name));
    } catch (DateTimeParseException e) {
      throw fault(place, name, "expected a date like 2008-09-02, found '" + text + "'");
    }
  }

  private PriceSource http(Feed feed, int place) throws IOException {
    requireProduct(feed.product(), place, "product");
    long everyMillis = everyMillis(feed, place);
    String url = present(feed.url(), place, "url");
    if (!url.matches("https?://[^/\\s]+\\S*")) {
      throw fault(place, "url", "expected an address like https://host/path, found '" + url + "'");
    }
    try {
      return new HttpJsonSource(
          feed.product(),
          URI.create(url),
          present(feed.price(), place, "price"),
          feed.time() == null ? "" : feed.time(),
          everyMillis);
    } catch (IllegalArgumentException e) {
      throw fault(place, "price", String.valueOf(e.getMessage()));
    }
  }

  private void requireProduct(int product, int place, String name) throws IOException {
    if (product < 1) {
      throw fault(place, name, "expected the number of an underlying");
    }
  }

  private <T> T present(@Nullable T value, int place, String name) throws IOException {
    if (value == null) {
      throw fault(place, name, "expected a value");
    }
    return value;
  }

  private IOException fault(int place, String name, String message) {
    return NodeConfig.fault(
        home,
        List.of("feeds", Integer.toString(place), name),
        "feeds[" + place + "]." + name + ": " + message);
  }
}
