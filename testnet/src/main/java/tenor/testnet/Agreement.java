package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tenor.node.rpc.RpcClient;

/** Compares what every node holds at every height that all of them have. */
public final class Agreement {
  private static final int PAGE = 20;

  private Agreement() {}

  /**
   * The outcome.
   *
   * @param agree whether block and app hash are equal on all nodes at all common heights
   * @param height the last common height whose app hash is known
   * @param appHash the hash after that height
   * @param differences what differs, for people
   */
  public record Outcome(boolean agree, long height, String appHash, List<String> differences) {}

  /** Compares nodes that all answer. */
  public static Outcome of(List<NodePlace> nodes) throws IOException, InterruptedException {
    long common = Long.MAX_VALUE;
    List<RpcClient> clients = new ArrayList<>();
    for (NodePlace node : nodes) {
      RpcClient client = new RpcClient(URI.create(node.rpc()));
      clients.add(client);
      common =
          Math.min(common, client.status().path("sync_info").path("latest_block_height").asLong());
    }
    List<String> differences = new ArrayList<>();
    Map<Long, String> first = headers(clients.getFirst(), common);
    for (int i = 1; i < clients.size(); i++) {
      Map<Long, String> other = headers(clients.get(i), common);
      for (long height = 1; height <= common; height++) {
        if (!java.util.Objects.equals(first.get(height), other.get(height))) {
          differences.add(
              "height "
                  + height
                  + ": "
                  + nodes.getFirst().name()
                  + " has "
                  + first.get(height)
                  + ", "
                  + nodes.get(i).name()
                  + " has "
                  + other.get(height));
        }
      }
    }
    // A header carries the hash that the block before left behind.
    String last = first.getOrDefault(common, "/").split("/", -1)[1];
    return new Outcome(differences.isEmpty(), common - 1, last, differences);
  }

  /** Block hash and app hash by height. */
  private static Map<Long, String> headers(RpcClient client, long last)
      throws IOException, InterruptedException {
    Map<Long, String> headers = new TreeMap<>();
    for (long from = 1; from <= last; from += PAGE) {
      ObjectNode range =
          JsonNodeFactory.instance
              .objectNode()
              .put("minHeight", Long.toString(from))
              .put("maxHeight", Long.toString(Math.min(last, from + PAGE - 1)));
      for (JsonNode meta : client.call("blockchain", range).path("block_metas")) {
        headers.put(
            meta.path("header").path("height").asLong(),
            (meta.path("block_id").path("hash").asText()
                    + "/"
                    + meta.path("header").path("app_hash").asText())
                .toLowerCase(java.util.Locale.ROOT));
      }
    }
    return headers;
  }
}
