package tenor.engine;

import java.util.List;
import java.util.Locale;

/**
 * What a new node needs to take over the state of others instead of replaying the chain: CometBFT's
 * light client follows the signatures from a block that its operator trusts.
 *
 * @param rpcServers RPC addresses of at least two nodes of the chain; one that lies is found out by
 *     the others
 * @param trustHeight the height of a block that the operator knows from a source he trusts
 * @param trustHash that block's hash, 64 hexadecimal digits
 */
public record StateSync(List<String> rpcServers, long trustHeight, String trustHash) {

  /** Checks the form. */
  public StateSync {
    rpcServers = List.copyOf(rpcServers);
    if (rpcServers.size() < 2
        || !rpcServers.stream().allMatch(url -> url.matches("https?://[^\\s,\"]+"))) {
      throw new IllegalArgumentException(
          "state sync needs the RPC addresses of at least two nodes, such as"
              + " http://127.0.0.1:26601, found "
              + rpcServers);
    }
    if (trustHeight < 1) {
      throw new IllegalArgumentException(
          "the trusted height must be at least 1, found " + trustHeight);
    }
    trustHash = trustHash.toUpperCase(Locale.ROOT);
    if (!trustHash.matches("[0-9A-F]{64}")) {
      throw new IllegalArgumentException(
          "the trusted hash must have 64 hexadecimal digits, found '" + trustHash + "'");
    }
  }
}
