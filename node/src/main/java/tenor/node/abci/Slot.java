package tenor.node.abci;

import org.jspecify.annotations.Nullable;
import tenor.abci.proto.Response;

/** The place of one answer among the answers of its connection; filled once, on any thread. */
final class Slot {

  private final Connection connection;
  private final int requestBytes;
  private volatile @Nullable Response answer;

  Slot(Connection connection, int requestBytes) {
    this.connection = connection;
    this.requestBytes = requestBytes;
  }

  /** Size of the request, which is held until it is answered. */
  int requestBytes() {
    return requestBytes;
  }

  /** The connection that asked. */
  Connection connection() {
    return connection;
  }

  /** Fills the place; the answer leaves when all before it have. */
  void fill(Response response) {
    answer = response;
    connection.answered();
  }

  @Nullable Response answer() {
    return answer;
  }
}
