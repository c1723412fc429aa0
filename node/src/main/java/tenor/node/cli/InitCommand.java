package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.engine.Peer;
import tenor.engine.Ports;
import tenor.engine.StateSync;
import tenor.genesis.GenesisFile;
import tenor.node.config.NodeHome;
import tenor.node.setup.HomeSetup;
import tenor.node.setup.NewNode;

/** Makes a node's home. */
@Command(
    name = "init",
    description = {
      "Make the home folder of a node.",
      "Without --genesis: the first validator of a new chain with a small market, its parties' keys"
          + " in the keystore. With --genesis: a node that joins the chain of that file."
    },
    footer = {
      "",
      "Example:",
      "  tenor init --home ~/.tenor --chain-id tenor-1",
      "  tenor init --home ~/observer --role observer --genesis ~/.tenor/engine/config/genesis.json"
          + " \\",
      "    --peer 9b1f0c…@127.0.0.1:26600 --base-port 26700",
      "  tenor init --home ~/observer --role observer --genesis genesis.json --peer"
          + " 9b1f0c…@10.0.0.1:26600 \\",
      "    --state-sync http://10.0.0.1:26601 --state-sync http://10.0.0.2:26601 \\",
      "    --trust-height 120000 --trust-hash 5c8e…"
    })
final class InitCommand implements Action {
  private static final String DEFAULT_CHAIN = "tenor-local";

  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "validator, full, observer or seed (default: ${DEFAULT-VALUE}).")
  private String role = "validator";

  @Option(names = "--moniker", paramLabel = "NAME", description = "Its name (default: its role).")
  private @Nullable String moniker;

  @Option(
      names = "--genesis",
      paramLabel = "FILE",
      description = "Genesis file of the chain to join.")
  private @Nullable Path genesis;

  @Option(
      names = "--keys-of",
      paramLabel = "DIR",
      description =
          "Home of a node of another chain, whose node and validator keys it takes over: for a"
              + " chain that goes on with that one's books ('tenor export').")
  private @Nullable Path keysOf;

  @Option(
      names = "--peer",
      paramLabel = "ID@HOST:PORT",
      description = "A node to stay connected to; repeat it for more.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--state-sync",
      paramLabel = "URL",
      description = {
        "RPC address of a node to take the state over from instead of replaying the chain; name two"
            + " or more. Needs --trust-height and --trust-hash."
      })
  private List<String> stateSync = new ArrayList<>();

  @Option(
      names = "--trust-height",
      paramLabel = "HEIGHT",
      description = "Height of a block that you know from a source you trust.")
  private long trustHeight;

  @Option(names = "--trust-hash", paramLabel = "HEX", description = "That block's hash.")
  private String trustHash = "";

  @Option(
      names = "--base-port",
      paramLabel = "PORT",
      description = "First of its three ports: p2p, RPC, metrics (default: ${DEFAULT-VALUE}).")
  private int basePort = 26_600;

  @Override
  public void run() throws IOException {
    NewNode node = node();
    HomeSetup setup;
    try {
      setup = keysOf == null ? HomeSetup.of(node) : carriedOver(node, keysOf);
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException(
          e.getMessage() + " is there already: choose another --home, or run 'tenor start'");
    }
    HomeSetup.Made made = genesis == null ? found(setup) : join(setup, genesis);
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(json(node, made));
    nextStep(spec.commandLine().getErr(), node, made);
  }

  /** A chain that goes on with the books of another has its nodes, too. */
  private HomeSetup carriedOver(NewNode node, Path before) throws IOException {
    if (genesis == null) {
      throw new UsageException("--keys-of: expected the --genesis of the chain to start");
    }
    return HomeSetup.of(node, new NodeHome(before), GenesisFile.read(genesis).chainId());
  }

  private NewNode node() {
    try {
      return new NewNode(
          new NodeHome(flags.home),
          role,
          moniker == null ? role : moniker,
          Ports.from(basePort),
          peers.stream().map(InitCommand::peer).toList(),
          stateSync());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable StateSync stateSync() {
    boolean asked = !stateSync.isEmpty() || trustHeight != 0 || !trustHash.isEmpty();
    if (asked && genesis == null) {
      throw new UsageException("--state-sync: a new chain has nothing to take over");
    }
    return asked ? new StateSync(stateSync, trustHeight, trustHash) : null;
  }

  private static Peer peer(String text) {
    int at = text.indexOf('@');
    int colon = text.lastIndexOf(':');
    if (at < 0 || colon < at || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new UsageException("--peer: expected ID@HOST:PORT, found '" + text + "'");
    }
    return new Peer(
        text.substring(0, at),
        text.substring(at + 1, colon),
        Integer.parseInt(text.substring(colon + 1)));
  }

  private HomeSetup.Made found(HomeSetup setup) throws IOException {
    if (!role.equals("validator")) {
      throw new UsageException(
          "--role: a new chain begins with a validator; a node with role '"
              + role
              + "' joins one: give its --genesis");
    }
    String chainId = flags.chainId == null ? DEFAULT_CHAIN : flags.chainId;
    if (!chainId.matches("[A-Za-z0-9._-]{1,50}")) {
      throw new UsageException(
          "--chain-id: expected 1 to 50 letters, digits, '.', '_' or '-', found '" + chainId + "'");
    }
    return setup.found(chainId, Instant.now());
  }

  private HomeSetup.Made join(HomeSetup setup, Path file) throws IOException {
    GenesisFile chain = GenesisFile.read(file);
    if (flags.chainId != null && !flags.chainId.equals(chain.chainId())) {
      throw new UsageException(
          "--chain-id: expected that of " + file + ", '" + chain.chainId() + "'");
    }
    return setup.join(chain);
  }

  private ObjectNode json(NewNode node, HomeSetup.Made made) {
    ObjectNode answer =
        Printer.JSON
            .createObjectNode()
            .put("home", node.home().folder().toString())
            .put("chainId", made.chainId())
            .put("node", node.moniker())
            .put("role", node.role())
            .put("nodeId", made.nodeId())
            .put("validatorKey", made.validatorKey())
            .put("rpc", "http://127.0.0.1:" + node.ports().rpc())
            .put("p2p", "127.0.0.1:" + node.ports().p2p())
            .put("genesis", made.genesis().toString());
    if (genesis == null) {
      HomeSetup.KEYS.forEach(answer.putArray("keys")::add);
    }
    return answer;
  }

  private void nextStep(PrintWriter err, NewNode node, HomeSetup.Made made) {
    String home = node.home().folder().toString();
    if (node.role().equals("validator")) {
      err.println("Name its price sources in " + home + "/tenor.toml, where examples are; then:");
    } else {
      err.println("Next:");
    }
    err.println("  tenor start --home " + home);
    if (genesis == null) {
      err.println("Others join with:");
      err.println(
          "  tenor init --role observer --genesis "
              + made.genesis()
              + " --peer "
              + made.nodeId()
              + "@127.0.0.1:"
              + node.ports().p2p());
    } else if (node.peers().isEmpty()) {
      err.println("No --peer was given: it will wait until a node of the chain finds it.");
    }
    err.flush();
  }
}
