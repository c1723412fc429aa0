package tenor.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import tenor.app.Application;
import tenor.node.NodeStore;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Store;

/** The state of a node that does not run. */
final class OfflineState {
  private OfflineState() {}

  /**
   * Opens it, and tells how far it is where that takes long.
   *
   * @throws RefusedException if no block was committed yet
   * @throws tenor.state.StoreException if the node runs
   */
  static Store open(Path folder, PrintWriter err) throws IOException {
    NodeHome home = new NodeHome(folder);
    NodeConfig config = NodeConfig.read(home.folder());
    RefusedException empty =
        new RefusedException(
            "no block was committed in " + home.folder() + " yet: 'tenor start' runs the node");
    if (!Files.isDirectory(home.state())) {
      throw empty;
    }
    Store store = NodeStore.open(home, config, Application.rules(), ProgressBar.whereSlow(err));
    if (store.height() == 0) {
      store.close();
      throw empty;
    }
    return store;
  }
}
