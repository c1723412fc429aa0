package tenor.node.rpc;

import java.io.IOException;

/** The node answered with an error. */
public final class RpcException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The node's own words. */
  public RpcException(String message) {
    super(message);
  }
}
