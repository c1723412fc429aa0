package tenor.engine;

import java.nio.file.Path;

/**
 * The files of a CometBFT home that Tenor writes or reads.
 *
 * @param home the folder given as {@code --home}
 */
public record EngineFiles(Path home) {

  /** The folder of {@link #config()}, {@link #genesis()} and the keys. */
  public Path configFolder() {
    return home.resolve("config");
  }

  /** The folder of blocks, state and {@link #signState()}. */
  public Path dataFolder() {
    return home.resolve("data");
  }

  /** The configuration, {@link NodeConfig#toToml()}. */
  public Path config() {
    return configFolder().resolve("config.toml");
  }

  /** The genesis, {@link ChainGenesis#toJson()}. */
  public Path genesis() {
    return configFolder().resolve("genesis.json");
  }

  /** The key of the node's identity. */
  public Path nodeKey() {
    return configFolder().resolve("node_key.json");
  }

  /** The key that signs blocks and prices. */
  public Path validatorKey() {
    return configFolder().resolve("priv_validator_key.json");
  }

  /** What that key signed last; losing it risks signing twice. */
  public Path signState() {
    return dataFolder().resolve("priv_validator_state.json");
  }

  /** Held by the process that runs the node. */
  public Path lock() {
    return dataFolder().resolve("priv_validator.lock");
  }

  /** The store of blocks, there once the node has run. */
  public Path blockStore() {
    return dataFolder().resolve("blockstore.db");
  }
}
