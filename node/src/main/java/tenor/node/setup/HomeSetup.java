package tenor.node.setup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tenor.app.Application;
import tenor.app.books.BooksRoot;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.PublicKey;
import tenor.engine.ChainGenesis;
import tenor.engine.ChainParams;
import tenor.engine.Ed25519Key;
import tenor.engine.EngineFiles;
import tenor.engine.EngineHome;
import tenor.engine.GenesisValidator;
import tenor.engine.KeyFiles;
import tenor.genesis.GenesisCheck;
import tenor.genesis.GenesisFile;
import tenor.genesis.GenesisJson;
import tenor.genesis.SampleMarket;
import tenor.node.config.ConfigText;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.node.keys.Keystore;

/**
 * Makes a node's home. The configuration is written last, so that what was interrupted can be
 * repeated; keys that are there already are kept.
 */
public final class HomeSetup {
  /** The signing keys that a new chain's market knows, as they are named in the keystore. */
  public static final List<String> KEYS = List.of("admin", "custodian", "alpha", "beta", "gamma");

  private static final long POWER = 10;

  private final NewNode node;
  private final Ed25519Key nodeKey;
  private final Ed25519Key validatorKey;

  private HomeSetup(NewNode node, Ed25519Key nodeKey, Ed25519Key validatorKey) {
    this.node = node;
    this.nodeKey = nodeKey;
    this.validatorKey = validatorKey;
  }

  /**
   * What was made.
   *
   * @param chainId the chain
   * @param nodeId the node's id among its peers
   * @param validatorKey the public key it would sign blocks with, in hex
   * @param genesis the chain's genesis file
   */
  public record Made(String chainId, String nodeId, String validatorKey, Path genesis) {}

  /**
   * Begins in a home that holds no node yet.
   *
   * @throws FileAlreadyExistsException if it holds one
   * @throws IOException if a key in it is damaged
   */
  public static HomeSetup of(NewNode node) throws IOException {
    Path config = node.home().folder().resolve(NodeConfig.FILE);
    if (Files.exists(config)) {
      throw new FileAlreadyExistsException(config.toString());
    }
    EngineFiles files = new EngineFiles(node.home().engine());
    return new HomeSetup(node, key(files.nodeKey()), key(files.validatorKey()));
  }

  /**
   * Begins in a home that holds no node yet, with the keys of the node that {@code before} holds,
   * which is of another chain.
   *
   * @throws FileAlreadyExistsException if it holds one
   * @throws IOException if a key is missing or damaged, or that node is of {@code chainId} too: one
   *     key in two homes of a chain could sign twice
   */
  public static HomeSetup of(NewNode node, NodeHome before, String chainId) throws IOException {
    of(node);
    if (NodeConfig.read(before.folder()).chainId().equals(chainId)) {
      throw new IOException(
          before.folder()
              + " holds a node of "
              + chainId
              + " itself: its key must not sign in two homes of one chain");
    }
    EngineFiles files = new EngineFiles(before.engine());
    return new HomeSetup(node, KeyFiles.read(files.nodeKey()), KeyFiles.read(files.validatorKey()));
  }

  private static Ed25519Key key(Path file) throws IOException {
    return Files.exists(file) ? KeyFiles.read(file) : Ed25519Key.generate();
  }

  /** Makes the first and only validator of a new chain, which trades the sample market. */
  public Made found(String chainId, Instant now) throws IOException {
    Instant start = now.truncatedTo(ChronoUnit.MILLIS);
    Genesis market = SampleMarket.of(marketKeys(), start);
    GenesisCheck.validate(market, Application.rules(), chainId, start);
    ChainGenesis genesis =
        ChainGenesis.of(
            chainId,
            start,
            ChainParams.standard(),
            List.of(new GenesisValidator(validatorKey.publicKey(), POWER, node.moniker())),
            GenesisJson.print(market));
    return write(chainId, genesis.toJson());
  }

  private SampleMarket.Keys marketKeys() throws IOException {
    Keystore keystore = new Keystore(node.home().keys());
    List<String> there = keystore.names();
    for (String name : KEYS) {
      if (!there.contains(name)) {
        keystore.add(name, Keystore.Kind.ED25519);
      }
    }
    return new SampleMarket.Keys(
        publicKey(keystore, "admin"),
        publicKey(keystore, "custodian"),
        publicKey(keystore, "alpha"),
        publicKey(keystore, "beta"),
        publicKey(keystore, "gamma"));
  }

  private static PublicKey publicKey(Keystore keystore, String name) throws IOException {
    return keystore.get(name).publicKey();
  }

  /** Joins the chain of a genesis file that the rules accept. */
  public Made join(GenesisFile genesis) throws IOException {
    genesis.validate(Application.rules(), BooksRoot::require);
    return write(genesis.chainId(), genesis.text());
  }

  private Made write(String chainId, String genesis) throws IOException {
    NodeHome home = node.home();
    new EngineHome(
            tenor.engine.NodeConfig.of(
                    node.moniker(),
                    NodeHome.engineRole(node.role()),
                    home.socket(),
                    node.ports(),
                    node.peers())
                .withStateSync(node.stateSync()),
            genesis,
            nodeKey,
            validatorKey)
        .write(home.engine());
    Files.writeString(home.folder().resolve(NodeConfig.FILE), ConfigText.of(config(chainId)));
    return new Made(
        chainId,
        nodeKey.address(),
        validatorKey.publicKey(),
        new EngineFiles(home.engine()).genesis());
  }

  private NodeConfig config(String chainId) {
    return new NodeConfig(
        chainId,
        node.role(),
        "http://127.0.0.1:" + node.ports().rpc(),
        "127.0.0.1:" + node.ports().p2p(),
        "127.0.0.1:" + node.ports().metrics(),
        0,
        0,
        null,
        null,
        List.of());
  }
}
