package tenor.testnet.faults;

import java.io.IOException;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tenor.clearing.proto.Operation;
import tenor.node.rpc.RpcClient;

/**
 * A custodian that deposits one unit after the other at one node, and keeps what that node said was
 * committed: it must be there whatever happens to the node next.
 */
final class Teller implements AutoCloseable {
  private static final long ONE = 1_000_000;
  private static final long PAUSE_MILLIS = 100;

  private final Subject node;
  private final Desk desk;
  private final SortedMap<Long, byte[]> receipts = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::work, "teller");
  private volatile boolean stopped;

  private Teller(Subject node, Desk desk) {
    this.node = node;
    this.desk = desk;
  }

  /** Starts to deposit at a node of a network. */
  static Teller start(LiveNetwork network, String name) throws IOException {
    Teller teller = new Teller(network.subject(name), Desk.of(network));
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
    Operation deposit = Desk.deposit(Desk.QUIET_ACCOUNT, ONE);
    byte[] transaction = desk.transaction(deposit, 0, "custodian", node.height()).toByteArray();
    RpcClient.Committed answer = node.rpc().submitAndWait(transaction);
    if (answer.check().code() == 0 && answer.result().code() == 0 && answer.height() > 0) {
      // One at a time, so a block holds at most one of them.
      receipts.put(answer.height(), transaction);
    }
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
