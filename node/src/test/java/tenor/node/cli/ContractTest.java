package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.node.rpc.FakeNode;

/** Exit codes, streams and fields, against a node that answers what the test says. */
class ContractTest {
  private static final String STATUS =
      """
      {"node_info":{"network":"tenor-1","moniker":"zero","other":{"tx_index":"%s"}},
       "sync_info":{"latest_block_height":"8","latest_app_hash":"FF","catching_up":false},
       "validator_info":{"voting_power":"%d"}}
      """;
  private static final String INFO =
      "{\"response\":{\"last_block_height\":\"8\",\"last_block_app_hash\":\"q80=\"}}";

  @TempDir private Path home;
  private FakeNode node;

  @BeforeEach
  void start() throws IOException {
    // as one of an older release
    node = FakeNode.start().refuse("/node", 1, "unknown path");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Cli run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--node", node.url(), "--home", home.toString()));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void status_hasExactlyItsFields_andTheHashOfItsHeight() throws IOException {
    node.result("status", STATUS.formatted("off", 10)).result("abci_info", INFO);
    JsonNode status = run("status", "-o", "json").json();
    assertThat(status.toString())
        .isEqualTo(
            "{\"chainId\":\"tenor-1\",\"node\":\"zero\",\"role\":\"validator\",\"height\":8,"
                + "\"appHash\":\"abcd\",\"catchingUp\":false}");
  }

  @Test
  void status_tellsWhatTheNodeKeeps_andWhenItWasReadAgain() throws IOException {
    node.result("status", STATUS.formatted("off", 10)).result("abci_info", INFO);
    String scrub = "{\"lastPassMillis\":5,\"lastPassHeight\":7,\"percentOfThisPass\":40}";
    node.app("/node", 8, "{\"height\":8,\"oldestHeight\":3,\"scrub\":" + scrub + "}");
    JsonNode status = run("status", "-o", "json").json();
    assertThat(status.path("oldestHeight").asLong()).isEqualTo(3);
    assertThat(status.path("scrub").toString()).isEqualTo(scrub);
  }

  @Test
  void roleOfAForeignNode_isToldByPowerAndIndex() throws IOException {
    node.result("abci_info", INFO).result("status", STATUS.formatted("on", 0));
    assertThat(run("status", "--json").json().path("role").asText()).isEqualTo("observer");
    node.result("status", STATUS.formatted("off", 0));
    assertThat(run("status", "--json").json().path("role").asText()).isEqualTo("full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"price SPX", "instrument SPX-PERP", "asset USD", "account 1001"})
  void answer_isPrintedAsTheNodeGaveIt(String question) throws IOException {
    String value = "{\"height\":7,\"index\":\"1274.98\",\"list\":[{\"contracts\":-5}]}";
    node.app("/" + question.replace(' ', '/'), 7, value);
    String[] words = ("query " + question + " -o json").split(" ");
    assertThat(run(words).json().toString()).isEqualTo(value);
  }

  @Test
  void textForPeople_isATableAndNotJson() {
    node.app(
        "/position/7", 3, "{\"height\":3,\"positions\":[{\"symbol\":\"A\",\"contracts\":-12}]}");
    assertThat(run("query", "position", "7").out())
        .isEqualToNormalizingNewlines(
            """
            height  3
            positions
              symbol  contracts
              A       -12
            """);
  }

  @Test
  void whatIf_isATableOfBeforeAndAfter() throws IOException {
    String before = requirement("1000", "0", "1000");
    String after = requirement("993.75", "450.5", "543.25");
    node.app(
        "/whatif/1001?instrument=F%201&contracts=-5&price=2.5&against=1002",
        7,
        """
        {"height":7,"instrument":1,"symbol":"F 1","contracts":5,"price":"2.5","mark":"2.51",
         "accepted":false,"code":9019,"reason":"SELLER_MARGIN: expected more",
         "sides":[{"account":1001,"side":"seller","received":"-6.25",
           "contracts":{"before":2,"after":-3},"before":[%s],"after":[%s]},
          {"account":1002,"side":"buyer","received":"6.25",
           "contracts":{"before":0,"after":5},"before":[%s],"after":null}]}
        """
            .formatted(before, after, before));
    String[] words = {
      "query",
      "whatif",
      "1001",
      "--instrument",
      "F 1",
      "--contracts",
      "-5",
      "--price",
      "2.5",
      "--against",
      "1002"
    };
    assertThat(run(words).out())
        .isEqualToNormalizingNewlines(
            """
            5 F 1 at 2.5, mark 2.51, after block 7
            The trade would be refused with code 9019: SELLER_MARGIN: expected more

            Account 1001, seller
                                                             before                after               change
              contracts                                           2                   -3                   -5
              cash, USD                                        1000               993.75                -6.25
              value of options paid for, USD                      0                    0
              equity, USD                                      1000               993.75                -6.25
              maintenance margin, USD                             0                    0
              initial margin, USD                                 0                450.5               +450.5
              free: equity - initial, USD                      1000               543.25              -456.75
              worst scenario                                   none                   14

            Account 1002, buyer
                                                             before                after               change
              contracts                                           0                    5                   +5
              cash, USD                                        1000
              value of options paid for, USD                      0
              equity, USD                                      1000
              maintenance margin, USD                             0
              initial margin, USD                                 0
              free: equity - initial, USD                      1000
              worst scenario                                   none
              The rules cannot compute the margin after the trade.
            """);
    List<String> json = new ArrayList<>(List.of(words));
    json.add("--json");
    assertThat(run(json.toArray(String[]::new)).json().path("code").asInt()).isEqualTo(9019);
  }

  private static String requirement(String cash, String initial, String free) {
    return """
    {"asset":1,"symbol":"USD","cash":"%s","optionValue":"0","equity":"%s",
     "maintenance":"0","initial":"%s","free":"%s","worstScenario":%s}
    """
        .formatted(cash, cash, initial, free, initial.equals("0") ? 0 : 14);
  }

  @Test
  void explainedMargin_showsCollateralPartByPart() {
    node.app(
        "/margin/1001",
        7,
        """
        {"height":7,"account":1001,"initialFactor":"1.25","reputation":"1","classes":[],
         "requirements":[{"asset":1,"symbol":"USD","cash":"10","optionValue":"0","equity":"106.04",
           "maintenance":"40","initial":"50","free":"56.04","collateral":[
             {"asset":3,"symbol":"BILL","amount":"100","price":"0.98","haircut":"0.02","cap":"96.04",
              "stale":false,"ownIssue":false,"counts":"96.04"},
             {"asset":4,"symbol":"OWN","amount":"7","price":"1","haircut":"0.1","cap":null,
              "stale":true,"ownIssue":true,"counts":"0"},
             {"asset":5,"symbol":"OLD","amount":"0","price":"1","haircut":"0.1","cap":null,
              "stale":true,"ownIssue":false,"counts":"0"}]}]}
        """);
    String text = run("query", "margin", "1001", "--explain").out();
    assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "collateral amount price haircut at most counts",
            "BILL 100 0.98 2 % 96.04 96.04",
            "OWN 7 1 2 x 10 % own issue 0",
            "OLD 0 1 2 x 10 % no cap 0",
            "equity: with other collateral after haircuts 106.04",
            "free: equity - initial 56.04");
  }

  private void arrays(String hash) {
    node.result("status", STATUS.formatted("off", 10))
        .result("commit", "{\"signed_header\":{\"header\":{\"app_hash\":\"%s\"}}}".formatted(hash))
        .app("/arrays", 7, "{\"height\":7,\"appHash\":\"abcd\",\"underlyings\":[1,3]}")
        .app("/arrays/1", 7, "{\"height\":7,\"underlying\":1,\"instruments\":[{},{}]}")
        .app("/arrays/3", 7, "{\"height\":7,\"underlying\":3,\"instruments\":[{}]}");
  }

  @Test
  void replicationFile_isPutTogetherFromAnswersOfOneHeight() throws IOException {
    arrays("ABCD");
    String whole =
        "{\"format\":\"tenor.replication.v1\",\"chainId\":\"tenor-1\",\"height\":7,"
            + "\"appHash\":\"abcd\",\"underlyings\":["
            + "{\"underlying\":1,\"instruments\":[{},{}]},"
            + "{\"underlying\":3,\"instruments\":[{}]}]}";
    assertThat(run("query", "arrays").json().toString()).isEqualTo(whole);
    Path file = home.resolve("arrays.json");
    JsonNode done = run("query", "arrays", "--out", file.toString(), "--json").json();
    assertThat(done.path("arrays").asInt()).isEqualTo(3);
    assertThat(done.path("height").asLong()).isEqualTo(7);
    assertThat(Files.readString(file).replaceAll("\\s", "")).isEqualTo(whole);
    assertThat(node.requests())
        .filteredOn(request -> request.at("/params/path").asText().startsWith("/arrays/"))
        .allMatch(request -> request.at("/params/height").asText().equals("7"));
  }

  @Test
  void replicationFileOfAnotherState_isRefusedAndNotWritten() {
    arrays("FFFF");
    Path file = home.resolve("arrays.json");
    run("query", "arrays", "--out", file.toString())
        .assertFailed(1, "height 7 is not that of header 8", "ask another node");
    assertThat(file).doesNotExist();
  }

  @Test
  void symbol_isEncodedIntoThePath() {
    node.app("/price/A%2FB%20C", 1, "{}");
    assertThat(run("query", "price", "A/B C", "--json").code()).isZero();
  }

  @Test
  void refusalOfTheApplication_isOneWithItsWords() {
    node.refuse("/account/9", 3, "NOT_FOUND: there is no account 9");
    run("query", "account", "9", "--json").assertFailed(1, "there is no account 9");
  }

  @Test
  void errorOfTheNode_isOneWithItsWords() {
    node.raw(
        "abci_query /account/9", "{\"error\":{\"message\":\"m\",\"data\":\"height too high\"}}");
    run("query", "account", "9").assertFailed(1, "height too high");
  }

  @Test
  void refusedTransaction_isOneWithItsCode() throws IOException {
    assertThat(run("keys", "add", "alpha").code()).isZero();
    node.result("status", STATUS.formatted("off", 10))
        .result(
            "broadcast_tx_commit",
            "{\"check_tx\":{\"code\":7003,\"log\":\"no cash\"},\"tx_result\":{},\"hash\":\"AB\"}");
    run("tx", "withdraw", "1001", "1", "5", "--from", "alpha")
        .assertFailed(1, "refused with code 7003: no cash");
  }

  @Test
  void sentTransaction_isValidForAHundredBlocks() throws IOException {
    assertThat(run("keys", "add", "alpha").code()).isZero();
    node.result("status", STATUS.formatted("off", 10))
        .result(
            "broadcast_tx_commit",
            "{\"check_tx\":{},\"tx_result\":{\"events\":[]},\"hash\":\"AB\",\"height\":\"9\"}");
    JsonNode sent = run("tx", "withdraw", "1001", "1", "5", "--from", "alpha", "--json").json();
    assertThat(sent.toString())
        .isEqualTo("{\"hash\":\"ab\",\"height\":9,\"code\":0,\"events\":[]}");
    JsonNode dry =
        run("tx", "withdraw", "1001", "1", "5", "--from", "alpha", "--json", "--dry-run").json();
    assertThat(dry.at("/transaction/authorisations/0/validUntil").asLong()).isEqualTo(108);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query account",
        "query state",
        "query account 1 --height x",
        "status --nonsense",
        "nonsense",
        "keys add UPPER",
        "keys add a --kind rsa",
        "tx trade --instrument 1",
        "status --node no:such:address",
        "query proof --component accounts --key 0",
        "tx list-instrument A --underlying 1 --type swap --tick 1 --multiplier 1 --position-limit"
            + " 1",
        "tx list-package A --leg 1 --leg 2:-1 --tick 1 --multiplier 1 --from admin",
        "tx list-package A --leg 1:x --leg 2:-1 --tick 1 --multiplier 1 --from admin",
      })
  void wrongUsage_isTwoAndSaysWhatWasExpected(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    if (!words.contains("--home") && words.size() > 1) {
      words.addAll(List.of("--home", home.toString()));
    }
    Cli wrong = Cli.run(words.toArray(String[]::new));
    assertThat(wrong.err()).isNotBlank();
    wrong.assertFailed(2, "");
  }

  @Test
  void homeWithoutANode_isTwoWithTheNextStep() {
    Cli.run("status", "--home", home.toString()).assertFailed(2, "no node in", "tenor init --home");
    Cli.run("start", "--home", home.toString()).assertFailed(2, "tenor init --home");
    Cli.run("export", "--home", home.toString()).assertFailed(2, "tenor init --home");
    Cli.run("rollback", "--home", home.toString()).assertFailed(2, "tenor init --home");
  }

  @Test
  void brokenConfiguration_isTwoWithTheLine() throws IOException {
    Path file = home.resolve("tenor.toml");
    Files.writeString(file, "chainId = \"c\"\nrole = \"full\"\nkeep = 3\nrpc = \"x\"\n");
    Cli.run("status", "--home", home.toString())
        .assertFailed(2, file + ":3: keep: no such setting");
  }

  @Test
  void node_isThree() {
    Cli.run("status", "--node", "127.0.0.1:1").assertFailed(3, "http://127.0.0.1:1");
    node.raw("status", "<html>");
    run("status").assertFailed(3, node.url());
  }

  @Test
  void hexAndKeys_areLowerCaseAndKindsAreNamed() throws IOException {
    JsonNode key = run("keys", "add", "alpha", "--kind", "secp256k1", "--json").json();
    assertThat(key.path("publicKey").asText()).matches("[0-9a-f]+");
    assertThat(key.path("kind").asText()).isEqualTo("secp256k1");
    assertThat(run("keys", "list", "--json").json().get(0)).isEqualTo(key);
    assertThat(run("keys", "show", "alpha", "--json").json()).isEqualTo(key);
    run("keys", "add", "alpha").assertFailed(2, "there already");
  }
}
