package tenor.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one CometBFT node. It listens on the loopback address only.
 *
 * @param moniker the node's name, shown to its peers
 * @param role what it does
 * @param appSocket the unix socket of the application, absolute and at most 100 bytes long
 * @param ports where it listens
 * @param persistentPeers nodes it always keeps a connection to
 * @param seeds nodes it asks for addresses; empty where all peers are named
 * @param privatePeerIds ids of nodes never told to others, such as the validators behind a full
 *     node
 * @param stateSync how it takes the state over from others when it has none; null replays the chain
 */
public record NodeConfig(
    String moniker,
    Role role,
    Path appSocket,
    Ports ports,
    List<Peer> persistentPeers,
    List<Peer> seeds,
    List<String> privatePeerIds,
    @Nullable StateSync stateSync) {

  /** The kernel's limit is 108 bytes with the closing zero; some tools append a suffix. */
  private static final int MAX_SOCKET_PATH_BYTES = 100;

  /** Copies the lists; refuses an empty name and a socket path that no kernel would take. */
  public NodeConfig {
    if (moniker.isBlank()) {
      throw new IllegalArgumentException("a node needs a name");
    }
    if (!appSocket.isAbsolute()) {
      throw new IllegalArgumentException("the socket's path must be absolute: " + appSocket);
    }
    int length = appSocket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_SOCKET_PATH_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the socket's path has %d bytes, at most %d work; choose a shorter folder: %s",
              length,
              MAX_SOCKET_PATH_BYTES,
              appSocket));
    }
    persistentPeers = List.copyOf(persistentPeers);
    seeds = List.copyOf(seeds);
    privatePeerIds = List.copyOf(privatePeerIds);
    privatePeerIds.forEach(Peer::requireNodeId);
  }

  /** A node that knows its peers by name and hides none. */
  public static NodeConfig of(
      String moniker, Role role, Path appSocket, Ports ports, List<Peer> persistentPeers) {
    return new NodeConfig(
        moniker, role, appSocket, ports, persistentPeers, List.of(), List.of(), null);
  }

  /** The same that takes its first state over from others; null replays the chain. */
  public NodeConfig withStateSync(@Nullable StateSync from) {
    return new NodeConfig(
        moniker, role, appSocket, ports, persistentPeers, seeds, privatePeerIds, from);
  }

  /** Every setting that is written, with its reason, in the file's order. */
  public List<Setting> settings() {
    return RoleSettings.of(this);
  }

  /** The text of {@code config.toml}. What it does not name has CometBFT's default. */
  public String toToml() {
    return Toml.render(
        String.format(
            Locale.ROOT,
            "CometBFT of node %s, a %s. Written by Tenor: changes are lost. What is not named here"
                + " has CometBFT's default; what is, has its reason above it.",
            moniker,
            role.name().toLowerCase(Locale.ROOT).replace('_', ' ')),
        settings());
  }
}
