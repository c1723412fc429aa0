package tenor.testnet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import tenor.engine.Ports;

/**
 * A node of a network.
 *
 * @param name such as {@code validator0}
 * @param role {@code validator} or {@code observer}
 * @param home its folder
 * @param rpc the address of its RPC
 * @param p2p where it meets peers
 * @param pid the process it runs in, 0 if it was stopped
 */
public record NodePlace(String name, String role, String home, String rpc, String p2p, long pid) {
  /** The n-th node of a network in {@code folder}: base port + 10 n, p2p +0, rpc +1, metrics +2. */
  static NodePlace of(int place, String name, String role, Path folder, int basePort) {
    Ports ports = Ports.from(basePort + 10 * place);
    return new NodePlace(
        name,
        role,
        folder.resolve(name).toString(),
        "http://127.0.0.1:" + ports.rpc(),
        "127.0.0.1:" + ports.p2p(),
        0);
  }

  /** Whether it votes. */
  @JsonIgnore
  public boolean isValidator() {
    return role.equals("validator");
  }

  /** Its folder. */
  @JsonIgnore
  public Path folder() {
    return Path.of(home);
  }

  @JsonIgnore
  Ports ports() {
    return Ports.from(Integer.parseInt(p2p.substring(p2p.lastIndexOf(':') + 1)));
  }

  NodePlace withPid(long running) {
    return new NodePlace(name, role, home, rpc, p2p, running);
  }
}
