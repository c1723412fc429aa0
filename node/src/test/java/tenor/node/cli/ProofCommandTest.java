package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseQuery;
import tenor.app.AppOptions;
import tenor.app.Application;
import tenor.clearing.ClearingHouse;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.node.rpc.FakeNode;
import tenor.state.Changes;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** Proofs of a real store, as a node gives them and as a liar would. */
class ProofCommandTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String KEY = "83818080808080808080808a8080808081";
  private static final String ABSENT = "83818080808080808080808b8080808081";

  @TempDir private Path folder;
  private FakeNode node;
  private Store store;
  private Application application;

  @BeforeEach
  void start() throws IOException {
    node = FakeNode.start();
    ClearingHouse house = Application.rules();
    store = Store.open(folder, Application.components(house), StoreOptions.DEFAULT);
    Changes changes = new Changes();
    for (int i = 1; i < 30; i += 3) {
      changes.put(
          AccountsKeys.BALANCES.key(new AccountAsset(i, 1)).bytes(), new byte[] {8, (byte) i});
    }
    store.commit(store.stage(1, changes));
    store.commit(store.stage(2, new Changes()));
    application = Application.of(house, store, AppOptions.DEFAULT);
    header(store.view(1).orElseThrow().appHash().hex());
  }

  @AfterEach
  void stop() {
    application.close();
    store.close();
    node.close();
  }

  private void header(String appHash) {
    node.result(
        "commit", "{\"signed_header\":{\"header\":{\"app_hash\":\"%s\"}}}".formatted(appHash));
  }

  private ResponseQuery app(String path, String key) {
    return application
        .handlers()
        .info()
        .query(
            RequestQuery.newBuilder()
                .setPath(path)
                .setData(ByteString.copyFrom(HEX.parseHex(key)))
                .setHeight(1)
                .setProve(true)
                .build());
  }

  /** What CometBFT makes of the application's answer. */
  private void present(String key, String value) {
    ResponseQuery answer = app("/store/accounts/key", KEY);
    StringBuilder ops = new StringBuilder();
    answer
        .getProofOps()
        .getOpsList()
        .forEach(
            op ->
                ops.append(ops.isEmpty() ? "" : ",")
                    .append("{\"type\":\"%s\"".formatted(op.getType()))
                    .append(",\"key\":\"%s\"".formatted(base64(op.getKey())))
                    .append(",\"data\":\"%s\"}".formatted(base64(op.getData()))));
    node.result(
        "abci_query /store/accounts/key",
        "{\"response\":{\"height\":\"1\",\"key\":\"%s\",\"value\":\"%s\",\"proofOps\":{\"ops\":[%s]}}}"
            .formatted(
                base64(ByteString.copyFrom(HEX.parseHex(key))),
                base64(ByteString.copyFrom(HEX.parseHex(value))),
                ops));
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private Cli prove(String key, String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("query", "proof", "--component", "accounts", "--key", key, "--json"));
    words.addAll(List.of("--node", node.url()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void storedValue_isProvenAgainstTheNextHeader() throws IOException {
    present(KEY, "080a");
    JsonNode answer = prove(KEY.toUpperCase(java.util.Locale.ROOT)).json();
    assertThat(answer.path("key").asText()).isEqualTo(KEY);
    assertThat(answer.path("value").asText()).isEqualTo("080a");
    assertThat(answer.path("height").asLong()).isEqualTo(1);
    assertThat(answer.path("headerHeight").asLong()).isEqualTo(2);
    assertThat(answer.path("proofOps").path("ops")).hasSize(2);
    assertThat(answer.path("componentRoot").asText()).matches("[0-9a-f]{64}");
    assertThat(answer.at("/ics23/key").asText()).matches("([0-9a-f]{2})+");
    assertThat(answer.at("/ics23/component").asText()).matches("([0-9a-f]{2})+");
    assertThat(node.requests().getLast().at("/params/height").asText()).isEqualTo("2");
  }

  @Test
  void aRow_isTheSameAsItsKey() throws IOException {
    present(KEY, "080a");
    JsonNode byKey = prove(KEY).json();
    JsonNode byRow = proveRow("balances:10:1").json();
    assertThat(byRow).isEqualTo(byKey);
    assertThat(byRow.path("row").asText()).isEqualTo("balances:10:1");
    assertThat(proveRow("balances:10:1", "--component", "accounts").json()).isEqualTo(byKey);
  }

  private Cli proveRow(String row, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("query", "proof", "--row", row));
    words.addAll(List.of("--json", "--node", node.url()));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void aWrongRow_isRefusedWithWhatWasExpected() {
    proveRow("balances:10").assertFailed(2, "--row: expected balances:ACCOUNT:ASSET, ACCOUNT u64");
    proveRow("balances:ten:1").assertFailed(2, "balances: account: expected a number from 0 to");
    proveRow("balance:10:1").assertFailed(2, "expected a table of meta, params");
    proveRow("counters").assertFailed(2, "name the component");
    proveRow("balances:10:1", "--component", "oracle").assertFailed(2, "a table of meta, indices");
    proveRow("balances:10:1", "--key", KEY).assertFailed(2, "--key");
    Cli.run("query", "proof", "--node", node.url()).assertFailed(2, "--row");
    Cli.run("query", "proof", "--key", KEY, "--node", node.url())
        .assertFailed(2, "--key needs --component");
  }

  @Test
  void rows_areListedByWhatTheyBeginWith() throws IOException {
    String path = "/state/accounts?prefix=83818080808080808080808a&limit=100";
    node.app(path, 1, app(path, "").getValue().toString(StandardCharsets.UTF_8));
    JsonNode rows =
        Cli.run("query", "state", "--row", "balances:10", "--json", "--node", node.url()).json();
    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/row").asText()).isEqualTo("balances:10:1");
    Cli.run("query", "state", "--node", node.url())
        .assertFailed(2, "expected --component or --row");
    Cli.run("query", "state", "--row", "x", "--node", node.url())
        .assertFailed(2, "--row: expected a");
  }

  @ParameterizedTest
  @CsvSource({
    "080b," + KEY + ",does not lead from this key and value",
    "080a," + ABSENT + ",answered about another key"
  })
  void otherValueOrKey_isRefused(String value, String key, String message) {
    present(key, value);
    prove(KEY).assertFailed(1, message);
  }

  @Test
  void otherHeader_isRefused() {
    present(KEY, "080a");
    header("00".repeat(32));
    prove(KEY).assertFailed(1, "app hash in header 2: ask another node");
  }

  @Test
  void otherHeight_isRefused() {
    present(KEY, "080a");
    prove(KEY, "--height", "7").assertFailed(1, "answered for height 1, not 7");
  }

  @Test
  void answerWithoutAProof_isRefused() {
    node.result("abci_query /store/accounts/key", "{\"response\":{\"height\":\"1\"}}");
    prove(KEY).assertFailed(1, "the node's proof is malformed");
  }

  @Test
  void absentKey_isProvenByItsNeighbours() throws IOException {
    String path = "/absence/accounts?key=" + ABSENT;
    String truth = app(path, "").getValue().toString(StandardCharsets.UTF_8);
    node.app(path, 1, truth);
    JsonNode answer = prove(ABSENT, "--absent").json();
    assertThat(answer.path("absent").asBoolean()).isTrue();
    assertThat(answer.path("headerHeight").asLong()).isEqualTo(2);
    assertThat(answer.at("/left/key").asText()).isEqualTo(KEY);
    assertThat(answer.at("/left/proofOps/ops")).hasSize(2);
    assertThat(answer.at("/right/proofOps/ops")).hasSize(2);
    assertThat(answer.at("/ics23/key").asText()).matches("([0-9a-f]{2})+");
    node.app(path, 1, truth.replace(KEY, "8381808080808080808080898080808081"));
    prove(ABSENT, "--absent").assertFailed(1, "does not lead from this key and its absence");
    node.app(path, 1, "{\"height\":1}");
    prove(ABSENT, "--absent").assertFailed(1, "the node's proof is malformed");
  }
}
