package tenor.node.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tenor.node.config.NodeConfig;
import tenor.node.keys.Keystore;
import tenor.node.rpc.RpcClient;

/** The flags that every command has. */
final class Flags {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder of the node: configuration, keys, data (default: ~/.tenor).")
  Path home = Path.of(System.getProperty("user.home"), ".tenor");

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "RPC address to ask (default: that of the node in --home).")
  @Nullable String node;

  @Option(
      names = "--chain-id",
      paramLabel = "ID",
      description = "Chain to sign for (default: what the node says).")
  @Nullable String chainId;

  @Option(
      names = "--from",
      paramLabel = "KEY",
      description = "Name of a key in the keystore that signs; repeat it for several parties.")
  List<String> from = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "json|text",
      description = "Form of the answer (default: ${DEFAULT-VALUE}).")
  Format format = Format.text;

  @Option(names = "--json", description = "The same as -o json.")
  boolean json;

  @Option(names = "--dry-run", description = "Sign and print, but do not send.")
  boolean dryRun;

  /** The forms of an answer; lower case because picocli shows the names. */
  @SuppressWarnings("MemberName")
  enum Format {
    /** For programs. */
    json,
    /** For people. */
    text
  }

  boolean isJson() {
    return json || format == Format.json;
  }

  RpcClient rpc() throws IOException {
    String address = node != null ? node : NodeConfig.read(home).rpc();
    try {
      URI url = URI.create(address.contains("://") ? address : "http://" + address);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return new RpcClient(url);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UsageException(
        "--node: expected an address like http://127.0.0.1:26601, found '" + address + "'");
  }

  Keystore keystore() {
    return new Keystore(home.resolve("keys"));
  }
}
