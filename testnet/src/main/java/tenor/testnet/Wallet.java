package tenor.testnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tenor.app.crypto.SigningKey;
import tenor.app.tx.Signer;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.node.rpc.RpcClient;

/** Signs operations and hands them to one node after the other. */
final class Wallet {
  private static final long WINDOW = 60;

  private final Signer signer;
  private final List<RpcClient> nodes;
  private int next;

  Wallet(String chainId, List<RpcClient> nodes) {
    this.signer = Signer.of(chainId);
    this.nodes = List.copyOf(nodes);
  }

  /** One party of a transaction. */
  record Party(long account, SigningKey key) {}

  /**
   * Sends an operation on behalf of its parties.
   *
   * @param height the newest height
   * @return empty if the mempool took it, else why not
   */
  String send(Operation operation, List<Party> parties, long height)
      throws IOException, InterruptedException {
    Body body =
        Body.newBuilder().setAtomicity(Atomicity.ATOMICITY_ALL).addOperations(operation).build();
    List<Authorisation> unsigned = new ArrayList<>();
    List<SigningKey> keys = new ArrayList<>();
    for (Party party : parties) {
      unsigned.add(
          Signer.unsigned(party.account(), party.key().publicKey(), Keys.nonce(), height + WINDOW));
      keys.add(party.key());
    }
    byte[] bytes = signer.sign(body, unsigned, keys).toByteArray();
    IOException failure = null;
    // A node that is down costs a try, not the transaction.
    for (int i = 0; i < nodes.size(); i++) {
      next = (next + 1) % nodes.size();
      try {
        RpcClient.TxAnswer answer = nodes.get(next).submit(bytes);
        return answer.code() == 0 ? "" : answer.log();
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new IOException("no node to send to") : failure;
  }
}
