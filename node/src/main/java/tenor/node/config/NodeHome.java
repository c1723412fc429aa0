package tenor.node.config;

import java.nio.file.Path;
import tenor.engine.Role;
import tenor.node.abci.SocketFile;

/**
 * Where a node keeps what.
 *
 * @param folder the home folder
 */
public record NodeHome(Path folder) {
  /** Made absolute, since the engine runs elsewhere. */
  public NodeHome {
    folder = folder.toAbsolutePath().normalize();
  }

  /** CometBFT's home. */
  public Path engine() {
    return folder.resolve("engine");
  }

  /** The store. */
  public Path state() {
    return folder.resolve("state");
  }

  /** The snapshots of the state. */
  public Path snapshots() {
    return folder.resolve("snapshots");
  }

  /** Ids of peers that are admitted besides those of the genesis file, one per line. */
  public Path admittedPeers() {
    return folder.resolve("admitted-peers");
  }

  /** What CometBFT keeps for a moment: the chunks of a snapshot that it fetches. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  /** The keys of institutions. */
  public Path keys() {
    return folder.resolve("keys");
  }

  /** The process id of CometBFT while it runs. */
  public Path enginePid() {
    return folder.resolve("engine.pid");
  }

  /** CometBFT's own log. */
  public Path engineLog() {
    return folder.resolve("engine.log");
  }

  /** The socket between the application and CometBFT. */
  public Path socket() {
    return SocketFile.forHome(folder);
  }

  /**
   * The engine's role for a role as configured.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Role engineRole(String role) {
    return switch (role) {
      case "validator" -> Role.VALIDATOR;
      case "full" -> Role.FULL_NODE;
      case "observer" -> Role.OBSERVER;
      case "seed" -> Role.SEED;
      default ->
          throw new IllegalArgumentException(
              "role: expected validator, full, observer or seed, found '" + role + "'");
    };
  }
}
