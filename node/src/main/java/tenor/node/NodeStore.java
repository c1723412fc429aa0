package tenor.node;

import tenor.app.Application;
import tenor.clearing.ClearingHouse;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** The store of a node, opened alike by whoever needs it: other options would drop history. */
public final class NodeStore {
  private NodeStore() {}

  /**
   * Opens it, or makes it.
   *
   * @throws tenor.state.StoreException if it cannot be opened, for example because the node runs
   */
  public static Store open(NodeHome home, NodeConfig config, ClearingHouse house) {
    return Store.open(
        home.state(),
        Application.components(house),
        StoreOptions.DEFAULT.withRetainedHeights(config.retainedHeights()));
  }
}
