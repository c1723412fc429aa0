package tenor.node.rpc;

import java.io.IOException;
import java.net.URI;

/** Nobody answers at a node's address. */
public final class NodeUnreachable extends IOException {
  private static final long serialVersionUID = 1L;

  /** Nobody answers at {@code url}. */
  public NodeUnreachable(URI url, Throwable cause) {
    super("no node answers at " + url + ": start one, or name another with --node", cause);
  }
}
