package tenor.testnet.filled;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import tenor.node.abci.AbciServer;
import tenor.node.abci.AbciServerConfig;
import tenor.node.config.NodeHome;
import tenor.state.SnapshotMaker;
import tenor.state.Snapshots;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** The application of a filled chain's node, in a process of its own; CometBFT runs beside it. */
final class FilledNode {
  private static final int KEPT = 2;

  private FilledNode() {}

  /** Runs until it is killed: home, filling blocks, leaves per block, heights between snapshots. */
  public static void main(String[] args) throws Exception {
    NodeHome home = new NodeHome(Path.of(args[0]));
    CountDownLatch failed = new CountDownLatch(1);
    try (Store store = Store.open(home.state(), FilledApp.COMPONENTS, StoreOptions.DEFAULT);
        SnapshotMaker snapshots =
            SnapshotMaker.start(Snapshots.in(home.snapshots()), Integer.parseInt(args[3]), KEPT)) {
      FilledApp app =
          new FilledApp(store, snapshots, Long.parseLong(args[1]), Integer.parseInt(args[2]));
      try (AbciServer _ =
          AbciServer.start(
              AbciServerConfig.of(home.socket()), app.handlers(), cause -> failed.countDown())) {
        failed.await();
      }
    }
    System.exit(1);
  }
}
