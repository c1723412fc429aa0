package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.app.Application;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.node.light.DisprovedException;
import tenor.node.light.MarginProof;
import tenor.node.rpc.RpcClient;

/** A chain of one validator with the real engine, from its first command to its last. */
class OneNodeIT {
  @TempDir private Path folder;
  private HttpServer prices;

  @BeforeEach
  void servePrices() throws IOException {
    prices = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prices.createContext(
        "/spx.json",
        exchange -> {
          byte[] body = "{\"data\":{\"last\":\"1300.00\"}}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    prices.start();
  }

  @AfterEach
  void stopPrices() {
    prices.stop(0);
  }

  private Path init(String name, String... more) throws IOException {
    Path home = folder.resolve(name);
    String[] words = {
      "init", "--home", home.toString(), "--base-port", Integer.toString(NodeProcess.freePorts())
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(Cli.run(all).code()).isZero();
    return home;
  }

  private Path validator() throws IOException {
    Path home = init("validator", "--chain-id", "tenor-it");
    Files.writeString(
        home.resolve("tenor.toml"),
        """

        [[feeds]]
        kind = "http"
        product = 1
        url = "http://127.0.0.1:%d/spx.json"
        price = "/data/last"
        everyMillis = 200
        """
            .formatted(prices.getAddress().getPort()),
        StandardOpenOption.APPEND);
    return home;
  }

  @Test
  void node_takesDepositsAndTrades_andAnObserverProvesThem() throws Exception {
    Path home = validator();
    try (NodeProcess node = NodeProcess.start(home, 2)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> node.json("query price SPX").path("index").asText().equals("1300"));
      JsonNode deposit = node.json("tx deposit 1001 USD 250000.5 --from custodian");
      assertThat(deposit.path("code").asInt()).isZero();
      long traded =
          node.json(
                  "tx trade --instrument SPX-PERP --buyer 1001 --seller 1002 --price 1300"
                      + " --contracts 5 --from alpha --from beta")
              .path("height")
              .asLong();
      assertThat(traded).isGreaterThan(deposit.path("height").asLong());
      requireBooks(node);
      node.run(
              "tx",
              "trade",
              "--instrument",
              "SPX-PERP",
              "--buyer",
              "1001",
              "--seller",
              "1002",
              "--price",
              "1300.001",
              "--contracts",
              "5",
              "--from",
              "alpha",
              "--from",
              "beta")
          .assertFailed(1, "refused with code", "tick");
      requireStatus(node);
      JsonNode proof = node.json("query proof --component accounts --key " + cash(1001));
      assertThat(proof.path("value").asText()).isNotEmpty();
      requireVerified(proof, home);
      requireVerified(
          node.json("query proof --component accounts --absent --key " + cash(9999)), home);
      requireMarginVerified(node.json("query margin 1001 --proof"), home);
      requireExplained(node.run("query", "margin", "1001", "--explain").out());
      node.run("rollback", "--engine", "/bin/false").assertFailed(1, "in use by another process");
      node.run("export").assertFailed(1, "another process has it open");
      observe(node, home, traded);
      assertThat(node.stop("TERM")).isEqualTo(143);
    }
    requireExport(home);
  }

  /**
   * What was printed verifies offline with what the engine prints of the header and its signers.
   */
  private void requireVerified(JsonNode proof, Path home) throws Exception {
    RpcClient rpc = new RpcClient(URI.create(tenor.node.config.NodeConfig.read(home).rpc()));
    ObjectNode height =
        new JsonMapper()
            .createObjectNode()
            .put("height", Long.toString(proof.path("headerHeight").asLong()));
    Path proofFile = Files.writeString(folder.resolve("proof.json"), proof.toString());
    Path header =
        Files.writeString(folder.resolve("commit.json"), rpc.call("commit", height).toString());
    Path validators =
        Files.writeString(
            folder.resolve("validators.json"), rpc.call("validators", height).toString());
    JsonNode verdict =
        Cli.run(
                "verify",
                "proof",
                "--json",
                "--proof",
                proofFile.toString(),
                "--header",
                header.toString(),
                "--validators",
                validators.toString())
            .json();
    assertThat(verdict.path("signedPower")).isEqualTo(verdict.path("totalPower"));
    assertThat(verdict.path("absent").asBoolean()).isEqualTo(proof.has("absent"));
  }

  /**
   * A margin verifies from what is proven with it; not if a number differs, nor if anything that it
   * needs is missing.
   */
  private void requireMarginVerified(JsonNode margin, Path home) throws Exception {
    long header = margin.path("headerHeight").asLong();
    Cli verdict = verifyMargin(margin, home, header);
    assertThat(verdict.json().path("proven").asBoolean()).isTrue();
    assertThat(verdict.json().path("signedPower")).isEqualTo(verdict.json().path("totalPower"));
    assertThat(verdict.json().at("/requirements/0/maintenance").asText()).isEqualTo("6500");

    verifyMargin(margin, home, header - 1).assertFailed(1, "whose hash header");
    ObjectNode other = margin.deepCopy();
    ((ObjectNode) other.at("/margin/requirements/0")).put("maintenance", "6499");
    verifyMargin(other, home, header).assertFailed(1, "another margin than the stated one");

    for (int i = 0; i < margin.path("claims").size(); i++) {
      ObjectNode less = margin.deepCopy();
      ((ArrayNode) less.path("claims")).remove(i);
      assertThatThrownBy(() -> MarginProof.read(less).requireProven(Application.rules().schema()))
          .isInstanceOf(DisprovedException.class)
          .hasMessageContaining("nothing here proves");
    }
  }

  /** The words and numbers from positions to sums. */
  private static void requireExplained(String text) {
    assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList())
        .contains(
            "SPX at 1300, price scan range 10 %, period of risk 2 days",
            "worst of 16 scenarios: 13, price -10 %, volatility up one range",
            "SPX-PERP 5 1300 6500",
            "scan: their sum, at least 0 6500",
            "required 6500",
            "initial: × 1.25 × reputation 1, or what open interest asks 8125",
            "equity: with other collateral after haircuts 1250000.5");
  }

  private Cli verifyMargin(JsonNode margin, Path home, long header) throws Exception {
    RpcClient rpc = new RpcClient(URI.create(tenor.node.config.NodeConfig.read(home).rpc()));
    ObjectNode height = new JsonMapper().createObjectNode().put("height", Long.toString(header));
    Path file = Files.writeString(folder.resolve("margin.json"), margin.toString());
    Path commit =
        Files.writeString(folder.resolve("commit.json"), rpc.call("commit", height).toString());
    Path validators =
        Files.writeString(
            folder.resolve("validators.json"), rpc.call("validators", height).toString());
    return Cli.run(
        "verify",
        "margin",
        "--json",
        "--margin",
        file.toString(),
        "--header",
        commit.toString(),
        "--validators",
        validators.toString());
  }

  private static String cash(long account) {
    return AccountsKeys.BALANCES.key(new AccountAsset(account, 1)).toString();
  }

  private static void requireBooks(NodeProcess node) throws IOException {
    JsonNode account = node.json("query account 1001");
    assertThat(account.path("participant").asLong()).isEqualTo(3);
    assertThat(account.path("status").asText()).isEqualTo("good");
    assertThat(account.at("/balances/0/cash").asText()).isEqualTo("1250000.5");
    assertThat(account.at("/positions/0/instrument").asInt()).isEqualTo(1);
    assertThat(account.at("/positions/0/contracts").asLong()).isEqualTo(5);
    assertThat(account.path("equity").asText()).isEqualTo("1250000.5");
    // Risk model: 5 contracts × multiplier 10 × 1300 × price scan range 10 %, then × 1.25.
    assertThat(account.path("maintenance").asText()).isEqualTo("6500");
    assertThat(account.path("initial").asText()).isEqualTo("8125");
    assertThat(node.json("query position 1002").at("/positions/0/contracts").asLong())
        .isEqualTo(-5);
    assertThat(node.json("query state --component positions --limit 1").get(0).fieldNames())
        .toIterable()
        .contains("key", "value", "decoded");
  }

  private static void requireStatus(NodeProcess node) throws IOException {
    JsonNode status = node.json("status");
    assertThat(status.path("chainId").asText()).isEqualTo("tenor-it");
    assertThat(status.path("role").asText()).isEqualTo("validator");
    assertThat(status.path("appHash").asText()).matches("[0-9a-f]{64}");
    assertThat(status.path("catchingUp").asBoolean()).isFalse();
  }

  /** Another node joins by the genesis file, gets the same books, and ends on Ctrl-C. */
  private void observe(NodeProcess node, Path home, long height) throws Exception {
    JsonNode status = Cli.run("status", "--home", home.toString(), "--json").json();
    assertThat(status.path("height").asLong()).isGreaterThanOrEqualTo(height);
    Path other =
        init(
            "observer",
            "--role",
            "observer",
            "--genesis",
            home.resolve("engine/config/genesis.json").toString(),
            "--peer",
            peer(home));
    try (NodeProcess observer = NodeProcess.start(other, height)) {
      String question = "query account 1001 --height " + height;
      assertThat(observer.json(question)).isEqualTo(node.json(question));
      assertThat(observer.json("status").path("role").asText()).isEqualTo("observer");
      assertThat(observer.stop("INT")).isEqualTo(130);
    }
  }

  private static String peer(Path home) throws IOException {
    String p2p = tenor.node.config.NodeConfig.read(home).p2p();
    tenor.engine.EngineFiles files = new tenor.engine.EngineFiles(home.resolve("engine"));
    return tenor.engine.KeyFiles.read(files.nodeKey()).address() + "@" + p2p;
  }

  /** The exported leaves have the exported root, and that of every height before. */
  private void requireExport(Path home) throws IOException {
    Cli genesis = Cli.run("export", "--home", home.toString());
    JsonNode books = genesis.json().at("/app_state/books");
    assertThat(genesis.err()).contains(hex(books.path("appHash")));
    JsonNode accounts = books.at("/components/0");
    assertThat(accounts.path("name").asText()).isEqualTo("accounts");
    Path leaves = folder.resolve("leaves.json");
    Cli one = Cli.run("export", "--home", home.toString(), "--component", "accounts");
    assertThat(one.err()).contains(hex(books.path("appHash")));
    Files.writeString(leaves, one.out());
    assertThat(one.json()).hasSameSizeAs(accounts.path("leaves"));
    assertThat(one.json().at("/0/1").asText()).isEqualTo(hex(accounts.at("/leaves/0/value")));
    assertThat(
            Cli.run("state", "root", "--leaves", leaves.toString(), "--json")
                .json()
                .path("root")
                .asText())
        .isEqualTo(hex(accounts.path("root")));
    long before = books.path("height").asLong() - 1;
    assertThat(
            Cli.run("export", "--home", home.toString(), "--height", Long.toString(before))
                .json()
                .at("/app_state/books/height")
                .asLong())
        .isEqualTo(before);
    Cli.run("export", "--home", home.toString(), "--height", "1000000")
        .assertFailed(1, "height 1000000 is not kept: heights 1 to " + (before + 1));
    Cli.run("export", "--home", home.toString(), "--component", "none")
        .assertFailed(2, "expected one of accounts, ");
  }

  private static String hex(JsonNode base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64.asText()));
  }
}
