package tenor.node;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tenor.app.books.BooksRoot;
import tenor.clearing.ClearingHouse;
import tenor.engine.EngineFiles;
import tenor.engine.KeyFiles;
import tenor.genesis.GenesisFile;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;

/** Reads the files of a home before a node runs on them, so that a mistake is named at once. */
final class Preflight {
  private Preflight() {}

  /**
   * Checks keys and the engine's configuration, which CometBFT would replace by new ones if they
   * were missing, and before the first block the genesis.
   *
   * @param height the last block that was committed, 0 before the first
   * @throws IOException naming the file, and the line where there is one
   */
  static void check(NodeHome home, NodeConfig config, ClearingHouse house, long height)
      throws IOException {
    EngineFiles files = new EngineFiles(home.engine());
    KeyFiles.read(files.nodeKey());
    KeyFiles.read(files.validatorKey());
    if (!Files.isReadable(files.config())) {
      throw new IOException(
          files.config() + ": there is no such file; expected one as 'tenor init' wrote it");
    }
    if (height > 0) {
      return;
    }
    GenesisFile genesis = GenesisFile.read(files.genesis());
    if (!genesis.chainId().equals(config.chainId())) {
      throw NodeConfig.fault(
          home.folder(),
          List.of("chainId"),
          "chainId: expected '" + genesis.chainId() + "', as in " + files.genesis());
    }
    genesis.validate(house, BooksRoot::require);
  }
}
