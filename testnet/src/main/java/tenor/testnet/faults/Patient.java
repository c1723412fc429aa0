package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tenor.node.config.NodeHome;
import tenor.state.Snapshots;

/** Gets the state of a node back in the ways that a damaged node names, one after the other. */
final class Patient {
  private final Report report;
  private final LiveNetwork network;
  private final String name;

  Patient(Report report, LiveNetwork network, String name) {
    this.report = report;
    this.network = network;
    this.name = name;
  }

  /** Moves the damaged state away, gets another, and starts the node. */
  void cure(int number) throws IOException, InterruptedException {
    NodeHome home = new NodeHome(network.file().node(name).folder());
    Path away = home.folder().resolve("damaged-state-" + number);
    Files.move(home.state(), away);
    if (number % 2 == 0) {
      restore(home);
    } else {
      report.progress("starting without a state: CometBFT replays all blocks");
    }
    network.start(name, Map.of(), List.of());
  }

  /** From a snapshot of another node, whose app hash comes from the chain. */
  private void restore(NodeHome home) throws IOException, InterruptedException {
    NodeHome other = new NodeHome(network.file().node("observer0").folder());
    // CometBFT must have the blocks after it
    long stored = lastBlock(home);
    long height =
        Snapshots.in(other.snapshots()).heights().stream()
            .filter(at -> at <= stored)
            .findFirst()
            .orElseThrow(() -> new IOException("observer0 has no snapshot up to " + stored));
    String hash = network.observer().header(height + 1).path("app_hash").asText();
    Cli.Result result =
        Cli.run(
            network.root().resolve("node/tenor"),
            List.of(
                "snapshot",
                "restore",
                "--home",
                home.folder().toString(),
                "--dir",
                other.snapshots().toString(),
                "--height",
                Long.toString(height),
                "--app-hash",
                hash.toLowerCase(Locale.ROOT)));
    report.check(
        result.code() == 0,
        "a snapshot of another node, of height " + height + ", is restored",
        result.last());
  }

  /** A height that the node's CometBFT has surely stored: the last it signed. */
  private static long lastBlock(NodeHome home) throws IOException {
    Path state = home.engine().resolve("data/priv_validator_state.json");
    String height =
        Files.readString(state).replaceAll("(?s).*\"height\"\\s*:\\s*\"?(\\d+)\"?.*", "$1");
    return Long.parseLong(height) - 1;
  }
}
