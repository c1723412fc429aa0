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

  private Sources() {}

  /**
   * The sources, in the order of the configuration.
   *
   * @throws IOException naming the entry and what was expected
   */
  public static List<PriceSource> of(List<Feed> feeds) throws IOException {
    List<PriceSource> sources = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get(i);
      String where = NodeConfig.FILE + ": feeds[" + i + "]";
      sources.add(
          switch (feed.kind()) {
            case "csv" -> csv(feed, where);
            case "http" -> http(feed, where);
            default ->
                throw new IOException(
                    where + ".kind: expected csv or http, found '" + feed.kind() + "'");
          });
    }
    return sources;
  }

  private static PriceSource csv(Feed feed, String where) throws IOException {
    Path file = Path.of(present(feed.file(), where + ".file"));
    Map<String, Integer> columns = present(feed.columns(), where + ".columns");
    try {
      ClosesFile days =
          ClosesFile.read(file)
              .select(
                  List.copyOf(columns.keySet()),
                  LocalDate.parse(present(feed.from(), where + ".from")),
                  LocalDate.parse(present(feed.to(), where + ".to")));
      return new CsvReplay(
          file.getFileName().toString(),
          days,
          days.columns().stream().map(columns::get).toList(),
          feed.startMillis(),
          feed.dayMillis());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }

  private static PriceSource http(Feed feed, String where) throws IOException {
    try {
      return new HttpJsonSource(
          feed.product(),
          URI.create(present(feed.url(), where + ".url")),
          present(feed.price(), where + ".price"),
          feed.time() == null ? "" : feed.time(),
          feed.everyMillis() == 0 ? DEFAULT_POLL_MILLIS : feed.everyMillis());
    } catch (IllegalArgumentException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }

  private static <T> T present(@Nullable T value, String where) throws IOException {
    if (value == null) {
      throw new IOException(where + ": expected a value");
    }
    return value;
  }
}
