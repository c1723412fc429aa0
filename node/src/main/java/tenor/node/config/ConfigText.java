package tenor.node.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;

/** A new node's configuration as people will edit it: each setting with its meaning beside it. */
public final class ConfigText {
  private static final String FEEDS =
      """

      # Where prices come from; only a validator's count. One table per source; uncomment and adapt.
      #
      # A price out of a JSON document, found by a JSON Pointer (RFC 6901):
      #
      # [[feeds]]
      # kind = "http"
      # product = 1                           # the underlying's number
      # url = "https://prices.example/spx.json"
      # price = "/data/0/last"                # a number or a decimal string
      # time = "/data/0/timeMillis"           # optional: when the source saw it
      # everyMillis = 1000
      #
      # Daily closes from a CSV file (header 'date,NAME,…'), replayed on a schedule:
      #
      # [[feeds]]
      # kind = "csv"
      # file = "closes.csv"                   # in this folder, or an absolute path
      # columns = { SPX = 1 }                 # column = the underlying's number
      # from = "2008-09-02"
      # to = "2008-12-31"
      # startMillis = 1793523600000           # when the first row begins, since 1970
      # dayMillis = 86400000                  # how long a row stands
      # smile = { expiryDays = 20 }           # optional: surfaces made of realised volatility
      #
      # Implied volatilities from a CSV file that another program writes anew
      # (header 'product,expiryMillis,timeMillis,vols', volatilities as 0.182 from the
      # lowest strike to the greatest, in a cell each):
      #
      # [[feeds]]
      # kind = "surfaces"
      # file = "surfaces.csv"
      # everyMillis = 1000
      """;

  private ConfigText() {}

  /** The text of {@code tenor.toml}, with examples of price sources in comments. */
  public static String of(NodeConfig config) {
    return String.format(
            Locale.ROOT,
            """
            # A Tenor node. 'tenor start --home FOLDER' reads this file when it starts.

            # The chain it belongs to.
            chainId = %s
            # validator, full, observer or seed.
            role = %s
            # Where its CometBFT answers, meets peers and shows its metrics; set in engine/config/config.toml.
            rpc = %s
            p2p = %s
            metrics = %s
            # How many heights back can be asked for with proof, exported and rolled back to, besides those that are
            # recent enough (see storage); an observer keeps all of them.
            retainedHeights = %d
            # Within how many seconds everything on disk is read again and compared, in the background.
            scrubSeconds = %d
            """,
            quoted(config.chainId()),
            quoted(config.role()),
            quoted(config.rpc()),
            quoted(config.p2p()),
            quoted(config.metrics()),
            config.retainedHeights(),
            config.scrubSeconds())
        + storage(config)
        + snapshots(config)
        + FEEDS;
  }

  private static String storage(NodeConfig config) {
    NodeConfig.Storage plan = config.storagePlan();
    return String.format(
        Locale.ROOT,
        """

        # How the state is stored.
        [storage]
        # For how many seconds of the chain's time a height can be asked for with proof; an observer keeps all.
        retainedSeconds = %d
        # The greatest memory for the tree's pages, outside the heap, and for values, on the heap. With less than the state
        # needs, what is missing is read from the disk.
        pageMiB = %d
        valueMiB = %d
        """,
        plan.retainedSeconds(),
        plan.pageMiB(),
        plan.valueMiB());
  }

  private static String snapshots(NodeConfig config) {
    NodeConfig.Snapshots plan = config.snapshotPlan();
    return String.format(
        Locale.ROOT,
        """

        # Snapshots of the state, by which others join without replaying the chain.
        [snapshots]
        # How many heights lie between two; equal on all nodes, so that they offer the same; 0 makes none.
        every = %d
        # How many are kept. Blocks from the oldest on are kept too.
        keep = %d
        """,
        plan.every(),
        plan.keep());
  }

  // JSON's escapes are also those of a basic TOML string.
  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
