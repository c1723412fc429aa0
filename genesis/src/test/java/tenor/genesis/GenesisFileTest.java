package tenor.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.ClearingHouse;

class GenesisFileTest {
  @TempDir private Path folder;

  @Test
  void file_isReadAsWritten() throws IOException {
    String text = Samples.file(Samples.market());
    GenesisFile genesis = GenesisFile.read(write(text));
    assertThat(genesis.text()).isEqualTo(text);
    assertThat(genesis.chainId()).isEqualTo("tenor-1");
    assertThat(genesis.time()).isEqualTo(Samples.TIME);
    assertThat(genesis.genesis()).isEqualTo(Samples.market());
    genesis.validate(ClearingHouse.standard());
  }

  /** One mistake each: what is replaced, by what, the text on whose line it stands, the message. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"chain_id\": \"tenor-1\" | \"chain_id\": 7 | chain_id | chain_id: expected text",
        "2026-11-01T09 | yesterday | genesis_time | genesis_time: expected a time like",
        "\"dayMillis\" | \"dayMilis\" | dayMilis | dayMilis: there is no such field",
        "\"86400000\" | \"a day\" | a day | dayMillis: ",
        "\"minPremium\" | \"premium\" | premium | liquidatorOffers[0].premium: there is no such",
        "ACCOUNT_KIND_HOUSE | ACCOUNT_KIND_BOAT | BOAT | participants[2].accounts[0].kind: ",
        "\"symbol\": \"USD\" | \"symbol\": \"USD\", | \"USD\", | not JSON: ",
        "\"symbol\": \"USD\" | \"symbol\": \"U\", \"symbol\": \"D\" | \"U\" | not JSON: Duplicate",
        "\"genesis_time\" | \"other_time\" | { | genesis_time: expected text",
      })
  void mistake_isNamedWithTheLine(String right, String wrong, String at, String message)
      throws IOException {
    String text = Samples.file(Samples.market()).replaceFirst(right, wrong);
    Path file = write(text);
    assertThatThrownBy(() -> GenesisFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .satisfies(
            e -> assertThat(line(e, file)).isBetween(lineOf(text, at), lineOf(text, at) + 1));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"symbol\": \"USD\" | \"symbol\": \"\" | \"symbol\": \"\" | assets[0]",
        "\"name\": \"beta\" | \"name\": \"\" | \"name\": \"\" | participants[3]",
        "\"dayMillis\": \"86400000\" | \"dayMillis\": \"1\" | dayMillis | dayMillis",
      })
  void entryThatTheRulesRefuse_isNamedWithTheLine(
      String right, String wrong, String at, String message) throws IOException {
    String text = Samples.file(Samples.market()).replaceFirst(right, wrong);
    Path file = write(text);
    GenesisFile genesis = GenesisFile.read(file);
    assertThatThrownBy(() -> genesis.validate(ClearingHouse.standard()))
        .hasMessageContaining(message)
        .satisfies(
            e -> assertThat(line(e, file)).isBetween(lineOf(text, at) - 1, lineOf(text, at)));
  }

  @Test
  void missingFile_isNamed() {
    Path file = folder.resolve("none.json");
    assertThatThrownBy(() -> GenesisFile.read(file)).hasMessage(file + ": there is no such file");
  }

  @Test
  void bytesThatAreNotUtf8_areRefused() throws IOException {
    Path file = folder.resolve("genesis.json");
    Files.write(file, "{\"chain_id\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> GenesisFile.read(file)).hasMessage(file + ":1: expected UTF-8 text");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("genesis.json"), text);
  }

  private static int line(Throwable e, Path file) {
    String message = String.valueOf(e.getMessage());
    assertThat(message).startsWith(file + ":");
    return Integer.parseInt(
        message.substring(file.toString().length() + 1).replaceFirst(":.*", ""));
  }

  private static int lineOf(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).lines().count();
  }
}
