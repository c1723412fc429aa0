package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.app.Application;
import tenor.engine.EngineFiles;
import tenor.engine.KeyFiles;
import tenor.genesis.GenesisFile;
import tenor.node.config.NodeConfig;
import tenor.node.keys.Keystore;

class InitCommandTest {
  @TempDir private Path folder;

  private Path home(String name) {
    return folder.resolve(name);
  }

  private Cli init(String name, String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "init";
    words[1] = "--home";
    words[2] = home(name).toString();
    words[3] = "--json";
    System.arraycopy(more, 0, words, 4, more.length);
    return Cli.run(words);
  }

  @Test
  void newChain_hasOneValidatorAMarketAndTheKeysOfItsParties() throws IOException {
    Cli init = init("a", "--chain-id", "tenor-1", "--base-port", "29610", "--moniker", "zero");
    JsonNode made = init.json();
    assertThat(made.path("role").asText()).isEqualTo("validator");
    assertThat(made.path("rpc").asText()).isEqualTo("http://127.0.0.1:29611");
    assertThat(init.err()).contains("tenor start --home " + home("a")).contains("--genesis");

    NodeConfig config = NodeConfig.read(home("a"));
    assertThat(config.chainId()).isEqualTo("tenor-1");
    assertThat(config.feeds()).isEmpty();
    EngineFiles files = new EngineFiles(home("a").resolve("engine"));
    GenesisFile genesis = GenesisFile.read(files.genesis());
    genesis.validate(Application.rules());
    assertThat(genesis.chainId()).isEqualTo("tenor-1");
    assertThat(genesis.text()).contains("\"name\" : \"zero\"");
    assertThat(KeyFiles.read(files.nodeKey()).address()).isEqualTo(made.path("nodeId").asText());
    Keystore keys = new Keystore(home("a").resolve("keys"));
    assertThat(keys.names()).containsExactly("admin", "alpha", "beta", "custodian", "gamma");
    assertThat(genesis.genesis().getParticipants(1).getPublicKeys(0))
        .isEqualTo(keys.get("custodian").publicKey());
    assertThat(mode(home("a").resolve("keys"))).isEqualTo("rwx------");
    assertThat(mode(files.validatorKey())).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validator", "full", "observer", "seed"})
  void joiningNode_hasTheSameGenesisAndKnowsItsPeer(String role) throws IOException {
    JsonNode first = init("a").json();
    String peer = first.path("nodeId").asText() + "@127.0.0.1:26600";
    JsonNode made =
        init("b", "--role", role, "--genesis", first.path("genesis").asText(), "--peer", peer)
            .json();
    assertThat(made.path("chainId")).isEqualTo(first.path("chainId"));
    assertThat(Path.of(made.path("genesis").asText()))
        .hasSameBinaryContentAs(Path.of(first.path("genesis").asText()));
    assertThat(NodeConfig.read(home("b")).role()).isEqualTo(role);
    assertThat(new EngineFiles(home("b").resolve("engine")).config()).content().contains(peer);
    assertThat(home("b").resolve("keys")).doesNotExist();
  }

  @Test
  void homeThatHoldsANode_isLeftAlone() throws IOException {
    init("a").json();
    byte[] before = Files.readAllBytes(home("a").resolve("tenor.toml"));
    init("a", "--chain-id", "other").assertFailed(1, "there already");
    assertThat(home("a").resolve("tenor.toml")).hasBinaryContent(before);
  }

  @Test
  void interruptedInit_isRepeatedWithTheSameKeys() throws IOException {
    JsonNode first = init("a").json();
    Files.delete(home("a").resolve("tenor.toml"));
    JsonNode second = init("a").json();
    assertThat(second.path("validatorKey")).isEqualTo(first.path("validatorKey"));
    assertThat(second.path("nodeId")).isEqualTo(first.path("nodeId"));
  }

  @ParameterizedTest
  @CsvSource({
    "--role boss, role: expected validator",
    "--role observer, a new chain begins with a validator",
    "--base-port 70000, must be 1 to 65535",
    "--peer 127.0.0.1:26600, --peer: expected ID@HOST:PORT",
    "--peer abc@127.0.0.1:26600, a node id is 40",
    "--chain-id a/b, --chain-id: expected 1 to 50 letters",
    "--genesis none.json, none.json: there is no such file",
  })
  void wrongUsage_isTwoAndMakesNothing(String words, String message) {
    init("a", words.split(" ")).assertFailed(2, message);
    assertThat(home("a").resolve("tenor.toml")).doesNotExist();
  }

  @Test
  void genesisThatTheRulesRefuse_isTwoWithTheLine() throws IOException {
    Path genesis = Path.of(init("a").json().path("genesis").asText());
    Path wrong = folder.resolve("wrong.json");
    String text = Files.readString(genesis);
    Files.writeString(wrong, text.replace("\"symbol\": \"USD\"", "\"symbol\": \"\""));
    long line = text.substring(0, text.indexOf("\"assets\"")).lines().count();
    init("b", "--genesis", wrong.toString()).assertFailed(2, wrong + ":" + line + ": assets[0]: ");
    init("b", "--genesis", genesis.toString(), "--chain-id", "x").assertFailed(2, "--chain-id");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
