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
    return Store.open(home.state(), Application.components(house), options(config));
  }

  /**
   * An observer keeps every height; others keep as many as are configured, and all of those whose
   * blocks the engine keeps too: whatever block can be asked for, its state can be proven.
   */
  static StoreOptions options(NodeConfig config) {
    return config.role().equals("observer")
        ? StoreOptions.DEFAULT.withRetainedHeights(StoreOptions.ALL)
        : StoreOptions.DEFAULT
            .withRetainedHeights(config.retainedHeights())
            .withRetainedMillis(Supervisor.TRUST_PERIOD_MILLIS);
  }
}
