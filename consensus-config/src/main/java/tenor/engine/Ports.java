package tenor.engine;

import java.util.Locale;

/**
 * The ports a node listens at on the loopback address.
 *
 * @param p2p for other nodes
 * @param rpc for JSON-RPC
 * @param metrics for Prometheus
 */
public record Ports(int p2p, int rpc, int metrics) {

  /** Refuses a port outside 1 to 65535 and two equal ones. */
  public Ports {
    check("p2p", p2p);
    check("rpc", rpc);
    check("metrics", metrics);
    if (p2p == rpc || rpc == metrics || metrics == p2p) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "ports must differ: p2p %d, rpc %d, metrics %d", p2p, rpc, metrics));
    }
  }

  /** The three ports from {@code first} on: p2p, rpc, metrics. */
  public static Ports from(int first) {
    return new Ports(first, first + 1, first + 2);
  }

  private static void check(String name, int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "port %s must be 1 to 65535, not %d", name, port));
    }
  }
}
