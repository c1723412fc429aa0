package tenor.node;

import tenor.app.Application;
import tenor.clearing.ClearingHouse;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.StateCheck;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** The store of a node, opened alike by whoever needs it: other options would drop history. */
public final class NodeStore {
  private NodeStore() {}

  /**
   * Opens it, or makes it.
   *
   * @param watcher is told how far it is where that takes long
   * @throws tenor.state.StoreException if it cannot be opened, for example because the node runs
   */
  public static Store open(
      NodeHome home, NodeConfig config, ClearingHouse house, StateCheck.Watcher watcher) {
    return Store.open(home.state(), Application.components(house), options(config), watcher);
  }

  /**
   * An observer keeps every height; others keep as many as are configured, and all that are recent
   * enough, by default those whose blocks the engine keeps too: whatever block can be asked for,
   * its state can be proven.
   */
  static StoreOptions options(NodeConfig config) {
    NodeConfig.Storage plan = config.storagePlan();
    StoreOptions memory =
        StoreOptions.DEFAULT
            .withPageMemory((long) plan.pageMiB() << 20)
            .withValueCache((long) plan.valueMiB() << 20);
    return config.role().equals("observer")
        ? memory.withRetainedHeights(StoreOptions.ALL)
        : memory
            .withRetainedHeights(config.retainedHeights())
            .withRetainedMillis(1000 * plan.retainedSeconds());
  }
}
