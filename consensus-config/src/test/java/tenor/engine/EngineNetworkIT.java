package tenor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two validators and an observer from rendered homes, each beside the small application of
 * conformance/app.
 */
class EngineNetworkIT {

  private static final long PATIENCE_MILLIS = 90_000;

  @TempDir private Path folder;

  private final List<Process> engines = new ArrayList<>();
  private final List<Process> apps = new ArrayList<>();
  private final List<Ports> ports = new ArrayList<>();

  @Test
  void renderedHomes_makeBlocksAndServeAStockLightProxy() throws Exception {
    Tool.run(Path.of("conformance/run").toAbsolutePath());
    startNodes(List.of(Role.VALIDATOR, Role.VALIDATOR, Role.OBSERVER));
    for (int i = 0; i < 3; i++) {
      awaitHeight(i, 5);
    }
    String verdict =
        Tool.run(
            Path.of("conformance/light-proxy-test").toAbsolutePath(),
            "--node",
            "http://127.0.0.1:" + ports(2).rpc(),
            "--witnesses",
            "http://127.0.0.1:" + ports(0).rpc(),
            "--key",
            "0201000a",
            "--expect",
            "080b");
    assertThat(verdict.lines().filter(line -> line.startsWith("pass"))).hasSize(8);
  }

  private void startNodes(List<Role> roles) throws Exception {
    ports.addAll(FreePorts.of(roles.size()));
    List<Ed25519Key> nodeKeys = roles.stream().map(_ -> Ed25519Key.generate()).toList();
    List<Ed25519Key> signers = roles.stream().map(_ -> Ed25519Key.generate()).toList();
    List<Peer> peers = new ArrayList<>();
    List<GenesisValidator> validators = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      peers.add(Peer.local(nodeKeys.get(i).address(), ports(i).p2p()));
      if (roles.get(i) == Role.VALIDATOR) {
        validators.add(new GenesisValidator(signers.get(i).publicKey(), 1, "v" + i));
      }
    }
    ChainGenesis genesis =
        ChainGenesis.of("tenor-net", Instant.now(), ChainParams.standard(), validators, "{}");
    Path engine = Tool.engine();
    for (int i = 0; i < roles.size(); i++) {
      List<Peer> others = new ArrayList<>(peers);
      others.remove(i);
      NodeConfig config = NodeConfig.of("n" + i, roles.get(i), socket(i), ports(i), others);
      Path home = folder.resolve("n" + i);
      new EngineHome(config, genesis, nodeKeys.get(i), signers.get(i)).write(home);
      apps.add(start(i, "app", "conformance/target/app", socket(i).toString()));
      engines.add(start(i, "engine", engine.toString(), "start", "--home", home.toString()));
    }
  }

  private Process start(int node, String name, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(node, name).toFile())
        .start();
  }

  private void awaitHeight(int node, int height) throws Exception {
    Pattern committed = Pattern.compile("committed state .*height=" + height + "\\b");
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!committed.matcher(Files.readString(log(node, "engine"))).find()) {
      assertThat(engines.get(node).isAlive() && System.currentTimeMillis() < end)
          .as(() -> "node " + node + " has no height " + height + ":\n" + tail(node))
          .isTrue();
      Thread.sleep(200);
    }
  }

  private String tail(int node) {
    try {
      List<String> lines = Files.readAllLines(log(node, "engine"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The engines first: they stop cleanly only while their applications answer. */
  @AfterEach
  void stop() throws InterruptedException {
    for (List<Process> group : List.of(engines, apps)) {
      group.forEach(Process::destroy);
      for (Process process : group) {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    }
  }

  private Path log(int node, String name) {
    return folder.resolve(name + node + ".log");
  }

  private Path socket(int node) {
    return folder.resolve("s" + node);
  }

  private Ports ports(int node) {
    return ports.get(node);
  }
}
