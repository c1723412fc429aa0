package tenor.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks whether ports are free. */
final class Ports {
  private Ports() {}

  /** Refuses nodes whose ports are taken. */
  static void requireFree(List<NodePlace> nodes) {
    for (NodePlace node : nodes) {
      tenor.engine.Ports ports = node.ports();
      for (int port : List.of(ports.p2p(), ports.rpc(), ports.metrics())) {
        if (!isFree(port)) {
          throw new TestnetException(
              "port "
                  + port
                  + " of "
                  + node.name()
                  + " is taken: end what uses it, or choose others with --base-port");
        }
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
