package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tenor.app.crypto.SigningKey;
import tenor.app.tx.Signer;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.node.keys.Keystore;
import tenor.node.rpc.RpcClient;

/**
 * A custodian that deposits one unit after the other at one node, and keeps what that node said was
 * committed: it must be there whatever happens to the node next.
 */
final class Teller implements AutoCloseable {
  private static final long WINDOW = 300;
  private static final long PAUSE_MILLIS = 100;

  private final Subject node;
  private final Signer signer;
  private final SigningKey custodian;
  private final long account;
  private final SecureRandom random = new SecureRandom();
  private final SortedMap<Long, byte[]> receipts = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::work, "teller");
  private volatile boolean stopped;

  private Teller(Subject node, String chainId, SigningKey custodian, long account) {
    this.node = node;
    this.signer = Signer.of(chainId);
    this.custodian = custodian;
    this.account = account;
  }

  /** Starts to deposit to {@code account} by the custodian's key in a network's folder. */
  static Teller start(Subject node, String chainId, Path home, long account) throws IOException {
    SigningKey custodian = new Keystore(home.resolve("keys")).get("custodian");
    Teller teller = new Teller(node, chainId, custodian, account);
    teller.thread.setDaemon(true);
    teller.thread.start();
    return teller;
  }

  private void work() {
    while (!stopped) {
      try {
        deposit();
        Thread.sleep(PAUSE_MILLIS);
      } catch (IOException e) {
        // The node is down, as it should be now and then.
        if (!paused()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void deposit() throws IOException, InterruptedException {
    byte[] transaction = transaction(node.height());
    RpcClient.Committed answer = node.rpc().submitAndWait(transaction);
    if (answer.check().code() == 0 && answer.result().code() == 0 && answer.height() > 0) {
      // One at a time, so a block holds at most one of them.
      receipts.put(answer.height(), transaction);
    }
  }

  private byte[] transaction(long height) {
    Deposit deposit =
        Deposit.newBuilder()
            .setAccount(account)
            .setAsset(1)
            .setAmount(1_000_000)
            .setReference("teller after " + height)
            .build();
    Body body =
        Body.newBuilder()
            .setAtomicity(Atomicity.ATOMICITY_ALL)
            .addOperations(Operation.newBuilder().setDeposit(deposit))
            .build();
    return signer
        .sign(
            body,
            List.of(Signer.unsigned(0, custodian.publicKey(), random.nextLong(), height + WINDOW)),
            List.of(custodian))
        .toByteArray();
  }

  /** How many deposits the node said were committed. */
  int count() {
    return receipts.size();
  }

  /** The first height at which a node does not have what was said to be committed, or 0. */
  long lost(Subject other) throws IOException, InterruptedException {
    for (var receipt : receipts.entrySet()) {
      boolean there =
          other.transactions(receipt.getKey()).stream()
              .anyMatch(each -> java.util.Arrays.equals(each, receipt.getValue()));
      if (!there) {
        return receipt.getKey();
      }
    }
    return 0;
  }

  /** Ends the deposits; what was said of them stays. */
  void stop() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
