package tenor.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback address that nobody listens at just now. */
final class FreePorts {

  private FreePorts() {}

  /** The ports of so many nodes. */
  static List<Ports> of(int nodes) throws IOException {
    List<Ports> found = new ArrayList<>();
    int start = 27_600 + (int) (ProcessHandle.current().pid() % 300) * 3;
    for (int first = start; found.size() < nodes && first < 30_000; first += 3) {
      if (free(first) && free(first + 1) && free(first + 2)) {
        found.add(Ports.from(first));
      }
    }
    if (found.size() < nodes) {
      throw new IOException("no free ports from " + start + " to 30000");
    }
    return found;
  }

  private static boolean free(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
