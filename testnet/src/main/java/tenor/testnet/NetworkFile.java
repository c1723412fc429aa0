package tenor.testnet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a network, kept in its home folder.
 *
 * @param chainId its chain
 * @param engine the CometBFT it runs
 * @param driver the process that drives it, 0 if none does
 * @param nodes its nodes
 */
public record NetworkFile(String chainId, String engine, long driver, List<NodePlace> nodes) {
  private static final String NAME = "network.json";
  private static final ObjectMapper JSON = new JsonMapper();

  /** Keeps its own copy. */
  public NetworkFile {
    nodes = List.copyOf(nodes);
  }

  /** The network in a folder, if there is one. */
  public static Optional<NetworkFile> read(Path home) throws IOException {
    Path file = home.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), NetworkFile.class));
    } catch (JacksonException e) {
      throw new IOException(
          file + " is damaged: 'testnet/reset --home " + home + "' starts afresh", e);
    }
  }

  /** Writes it, whole or not at all. */
  public void write(Path home) throws IOException {
    Path temporary = home.resolve(NAME + ".new");
    Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(temporary, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The node of a name. */
  public NodePlace node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TestnetException(
                    "no node '"
                        + name
                        + "': expected one of "
                        + String.join(", ", nodes.stream().map(NodePlace::name).toList())));
  }

  /** The same with a node that changed. */
  public NetworkFile with(NodePlace changed) {
    return new NetworkFile(
        chainId,
        engine,
        driver,
        nodes.stream().map(node -> node.name().equals(changed.name()) ? changed : node).toList());
  }

  NetworkFile withDriver(long pid) {
    return new NetworkFile(chainId, engine, pid, nodes);
  }

  /** Whether a process of it is alive. */
  @JsonIgnore
  public boolean isRunning() {
    return nodes.stream().anyMatch(node -> NodeProcess.isAlive(node));
  }
}
