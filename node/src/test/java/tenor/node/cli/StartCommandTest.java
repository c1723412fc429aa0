package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.engine.EngineFiles;
import tenor.engine.ValidatorGuard;

/** What a node refuses to start on, and how it ends. */
class StartCommandTest {
  @TempDir private Path home;
  private EngineFiles files;

  @BeforeEach
  void init() {
    assertThat(Cli.run("init", "--home", home.toString(), "--chain-id", "tenor-1").code()).isZero();
    files = new EngineFiles(home.resolve("engine"));
  }

  /** Whatever follows, the engine would end at once. */
  private Cli start() {
    return Cli.run("start", "--home", home.toString(), "--engine", "/bin/false");
  }

  @Test
  void engineThatEnds_endsTheNodeWithOne() {
    assertThat(start().code()).isEqualTo(1);
    // Nothing is left behind that would keep it from starting again.
    assertThat(start().code()).isEqualTo(1);
  }

  @Test
  void missingEngine_isTwoWithTheNextStep() {
    Cli.run("start", "--home", home.toString(), "--engine", home.resolve("none").toString())
        .assertFailed(
            2, "--engine: expected the CometBFT that consensus-config/build-engine built");
  }

  @Test
  void homeOfARunningNode_isRefused() throws IOException {
    try (ValidatorGuard _ = ValidatorGuard.take(files.home())) {
      start().assertFailed(1, "in use by another process: stop that node first");
    }
  }

  @Test
  void keyWithoutItsSignState_isRefused() throws IOException {
    Files.delete(files.signState());
    start().assertFailed(1, "is missing though the key exists");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "genesis.json            | \"dayMillis\"  | \"dayMilis\" | dayMilis: there is no such"
            + " field",
        "genesis.json            | \"EQUITY\"     | \"\"         | marginClasses[0]: ",
        "genesis.json            | \"app_state\"  | app_state    | not JSON",
        "node_key.json           | \"value\"      | value        | is not JSON",
        "priv_validator_key.json | \"priv_key\"   | priv_key     | is not JSON",
      })
  void mistakeInAFile_isTwoWithTheLine(String name, String right, String wrong, String message)
      throws IOException {
    Path file = files.configFolder().resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    Cli failed = start();
    failed.assertFailed(2, message);
    assertThat(failed.err()).containsPattern("tenor: " + file + ":\\d+: ");
  }

  @ParameterizedTest
  @CsvSource({"node_key.json", "priv_validator_key.json", "genesis.json"})
  void missingFile_isTwoAndNotMadeAnew(String name) throws IOException {
    Path file = files.configFolder().resolve(name);
    Files.delete(file);
    start().assertFailed(2, file + ": there is no such file");
    assertThat(file).doesNotExist();
  }

  @Test
  void genesisOfAnotherChain_isTwoWithTheLineOfTheConfiguration() throws IOException {
    Path config = home.resolve("tenor.toml");
    Files.writeString(config, Files.readString(config).replace("\"tenor-1\"", "\"tenor-2\""));
    start().assertFailed(2, config + ":4: chainId: expected 'tenor-1', as in " + files.genesis());
  }
}
