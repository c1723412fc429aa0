package tenor.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that {@code cometbft start --home} needs.
 *
 * @param config this node's configuration
 * @param genesis the text of the chain's genesis file, the same on all its nodes
 * @param nodeKey the node's identity among its peers
 * @param validatorKey what a validator signs with; on other nodes CometBFT wants one and never uses
 *     it
 */
public record EngineHome(
    NodeConfig config, String genesis, Ed25519Key nodeKey, Ed25519Key validatorKey) {

  /** A home in a chain that is made here. */
  public EngineHome(
      NodeConfig config, ChainGenesis genesis, Ed25519Key nodeKey, Ed25519Key validatorKey) {
    this(config, genesis.toJson(), nodeKey, validatorKey);
  }

  /**
   * Writes a home. Writing again replaces configuration and genesis, keeps equal keys, and never
   * touches the sign state.
   *
   * @throws IOException if it cannot be written, holds another key, or holds a validator key whose
   *     sign state is gone
   */
  public void write(Path home) throws IOException {
    EngineFiles files = new EngineFiles(home);
    requireOwn(files.nodeKey(), nodeKey);
    requireOwn(files.validatorKey(), validatorKey);
    if (Files.exists(files.validatorKey())) {
      ValidatorGuard.requireSignState(files);
    }
    SafeFiles.folder(home);
    SafeFiles.folder(files.configFolder());
    SafeFiles.folder(files.dataFolder());
    writeConfig(home, config);
    SafeFiles.write(files.genesis(), genesis);
    SafeFiles.write(files.nodeKey(), KeyFiles.nodeKey(nodeKey));
    if (!Files.exists(files.signState())) {
      SafeFiles.write(files.signState(), KeyFiles.emptySignState());
    }
    SafeFiles.write(files.validatorKey(), KeyFiles.validatorKey(validatorKey));
  }

  /**
   * Replaces only {@code config.toml} of an existing home, for example when ports or peers change.
   */
  public static void writeConfig(Path home, NodeConfig config) throws IOException {
    SafeFiles.write(new EngineFiles(home).config(), config.toToml());
  }

  private static void requireOwn(Path file, Ed25519Key key) throws IOException {
    if (Files.exists(file) && !KeyFiles.read(file).publicKey().equals(key.publicKey())) {
      throw new IOException(
          file + " holds another key: choose an empty home, or move that key away if it is yours");
    }
  }
}
